import type { Words } from '../areas.ts';
import type ja from './expert.ja.ts';

const en: Words<typeof ja> = {
  title: 'Link for experts',
  lead: '{{organisation}} lets you read until {{until}}. Nothing can be changed.',
  end: 'Finish reading',
  void: 'This link does not work',
  voidText: 'It has run out or was revoked. Ask whoever sent it for a new one.',
  logged: 'What you read is noted in the log of the organisation.',
  cases: 'Cases',
  pages: { estimate: 'Estimate', register: 'Register', contracts: 'Contracts' },
};
export default en;
