import type { Words } from '../areas.ts';
import type ja from './contracts.ja.ts';

const en: Words<typeof ja> = {
  title: 'Contracts',
  soon: 'Caps, notice periods and gaps of contracts will stand here.',
};
export default en;
