import type { Words } from '../areas.ts';
import type ja from './contracts.ja.ts';

const en: Words<typeof ja> = {
  title: 'Contracts',
  lead: 'How much of a partner’s claim the contracts take off.',
  edit: 'Edit in the register',
  editOne: 'Edit this contract in the register',
  empty: 'No contracts yet',
  emptyText: 'Enter the contract with one main partner and see what its cap is worth.',
  working: 'Calculating by partner',
  progress: 'Calculating by partner ({{percent}}%)',
  lawyer: 'Interpretation is for counsel.',
  foot: 'By partner, the mean of its years worse than 1 in {{period}}. {{years}} years calculated (seed {{seed}}). Calculated from your inputs, before insurance.',
  gaps: {
    title: 'Partners with the largest gaps',
    note: 'Up to ten partners to whom most is left to pay after caps and exclusions. Hatched: what the contract takes off.',
    none: 'Nothing is left after the contracts.',
    claimed: 'claimed',
    chance: 'claims in {{share}} of years',
  },
  reasons: {
    'no-contract': 'no contract of ours with it in the register',
    'no-cap': 'no cap',
    'cap-unknown': 'cap not known (taken as none)',
    broken: 'cap broken by intent or gross negligence',
    'penalty-adds': 'penalty adds to damages',
    'within-cap': 'within the cap',
  },
  list: {
    title: 'Contracts',
    note: 'Press the name of a contract to open its clause.',
    contract: 'Contract',
    side: 'Our side',
    cap: 'Cap',
    notice: 'Notice',
    excluded: 'Excluded heads',
    exposure: 'Left to pay',
    notStated: 'Not stated',
    nothing: 'None',
    hours: '{{count}} hours',
  },
  cap: { none: 'No cap', unknown: 'Not known', theirs: 'their liability' },
  clause: {
    number: 'Clause',
    term: 'Term',
    fee: 'Yearly fee',
    cap: 'Kind of cap',
    times: '{{count}} times',
    broken: 'Cap broken by',
    penalty: 'Agreed penalty',
    consumer: 'Consumer contract',
  },
  notes: {
    'cap-unknown': 'The cap is not known, so it is taken as none.',
    'fee-unknown': 'The yearly fee is not known, so the cap has no amount.',
    consumer:
      'A consumer contract: no cap against intent or gross negligence (Consumer Contract Act, art. 8).',
  },
};
export default en;
