import type { Words } from '../areas.ts';
import type ja from './expert.ja.ts';

const en: Words<typeof ja> = {
  title: 'Link for experts',
  soon: 'What the link shows will stand here.',
};
export default en;
