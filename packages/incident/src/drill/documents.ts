/** What a draft must hold (記載事項), by document. Ids are those of the report to the commission (規則8条) where the item is the same. */
export const DRAFT_ITEMS: Readonly<Record<string, readonly string[]>> = {
  regulator: [
    'outline',
    'items',
    'persons',
    'cause',
    'secondary',
    'individuals',
    'publication',
    'prevention',
    'other',
  ],
  individuals: ['outline', 'items', 'cause', 'secondary', 'other', 'contact'],
  partner: [
    'outline',
    'contract',
    'times',
    'their_data',
    'containment',
    'requests',
    'next_report',
    'contact',
  ],
  insurer: ['policy', 'discovered', 'outline', 'persons', 'measures', 'vendors', 'claims', 'contact'],
  press: ['outline', 'history', 'persons', 'secondary', 'measures', 'requests', 'contact'],
  board: ['outline', 'persons', 'clocks', 'liability', 'insurance', 'decisions'],
};
