import type { Words } from '../areas.ts';
import type ja from './controls.ja.ts';

const en: Words<typeof ja> = {
  title: 'Controls',
  soon: 'Controls by value for money will stand here.',
};
export default en;
