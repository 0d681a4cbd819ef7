import type { Words } from '../areas.ts';
import type ja from './settings.ja.ts';

const en: Words<typeof ja> = {
  title: 'Settings',
  soon: 'The settings will stand here.',
};
export default en;
