import type { Words } from '../areas.ts';
import type ja from './account.ja.ts';

const en: Words<typeof ja> = {
  title: 'Account',
  soon: 'Your account will stand here.',
};
export default en;
