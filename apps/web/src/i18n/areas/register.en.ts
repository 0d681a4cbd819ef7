import type { Words } from '../areas.ts';
import type ja from './register.ja.ts';

const en: Words<typeof ja> = {
  title: 'Register',
  soon: 'The tables of company, assets, partners, controls and contacts will stand here.',
};
export default en;
