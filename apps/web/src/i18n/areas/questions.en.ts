import type { Words } from '../areas.ts';
import type ja from './questions.ja.ts';

const en: Words<typeof ja> = {
  title: 'Five questions',
  soon: 'The five questions will stand here.',
};
export default en;
