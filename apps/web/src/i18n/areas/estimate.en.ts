import type { Words } from '../areas.ts';
import type ja from './estimate.ja.ts';

const en: Words<typeof ja> = {
  title: 'Estimate',
  soon: 'The curves, the waterfall, heads, gap map and sliders will stand here.',
};
export default en;
