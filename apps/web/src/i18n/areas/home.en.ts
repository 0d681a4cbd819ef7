import type { Words } from '../areas.ts';
import type ja from './home.ja.ts';

const en: Words<typeof ja> = {
  title: 'Home',
  soon: 'What is assumed and what to do next will stand here.',
};
export default en;
