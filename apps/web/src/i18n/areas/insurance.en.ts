import type { Words } from '../areas.ts';
import type ja from './insurance.ja.ts';

const en: Words<typeof ja> = {
  title: 'Insurance',
  soon: 'Policies side by side on 19 axes will stand here.',
};
export default en;
