/** A mistake of one kind: in which row of {@link SOUND} it is made, and what that row then holds. */
export type Mistake = readonly [row: string, text: string];

/** A register in order, row by row. */
export const SOUND: readonly (readonly [row: string, text: string])[] = [
  ['head', 'sonae: company/1\ntaxBasis: excluded\norganisation:\n  name: 試験'],
  ['organisation', '  nameEn: Test'],
  ['staff', '  staff: 60'],
  ['revenue', '  revenueYen: 3000000000'],
  ['margin', '  grossMargin: 35%'],
  ['', 'systems:'],
  ['systems', '  - {id: a, name: A, kind: web_shop, dependsOn: [b]}\n  - {id: b, name: B, kind: other}'],
  ['', 'assets:'],
  ['persons', '  - {id: x, name: 顧客, kinds: [contact], persons: 5}'],
  ['asset', '  - {id: y, name: 社員, kinds: [contact]}'],
  ['', 'partners:\n  - {id: p, name: 取引先, role: client}'],
  ['partner', '  - {id: q, name: 仕入先, role: supplier}'],
  ['', 'contracts:'],
  ['contract', '  - {id: k, partner: p, title: 基本契約, side: we_buy}'],
  ['', 'calendar:'],
  ['calendar', '  - {id: c, kind: drill, title: 訓練, lastDone: 2026-01-01}'],
  ['', 'people:'],
  ['people', '  - {id: m, name: 山田, role: it}'],
];

const each = (row: string, before: string, values: readonly string[], after = ''): Mistake[] =>
  values.map((value) => [row, `${before}${value}${after}`]);

/** Mistakes people make, by kind. */
export const MISTAKES: Readonly<Record<string, readonly Mistake[]>> = {
  'unknown key': [
    ...each('organisation', '  ', [
      'foo: 1',
      'industri: ec',
      '本店: 東京',
      '年商: 3',
      '1: 2',
      '"": 1',
      '__proto__: 1',
      '? [a]\n  : 1',
    ]),
    ['asset', '  - {id: y, name: n, kinds: [contact], person: 3}'],
  ],
  'wrong unit': each('revenue', '  revenueYen: ', [
    ...[
      '3億円',
      '300万円',
      '3,000千円',
      '3千円',
      '¥3000',
      '3000円',
      '3000 USD',
      '300百万円',
      '"300 million yen"',
    ],
    ...[
      '3億',
      '3.5億円',
      '３億円',
      '三億円',
      '約3億円',
      '3e9円',
      '5人',
      '30 %',
      '3000千円/年',
      '{value: 3, unit: 億円}',
    ],
  ]),
  'negative count': each(
    'persons',
    '  - {id: x, name: 顧客, kinds: [contact], persons: ',
    ['-5', '"-5"', '△5', '▲5', '−5', '－５', '-5人', '(5)', '-0.5', '-.inf', '-5e3', '-5, cards: -1'],
    '}',
  ),
  'duplicate id': [
    ['asset', '  - {id: x, name: n, kinds: [contact]}'],
    ['partner', '  - {id: p, name: n, role: client}'],
    ['calendar', '  - {id: c, kind: drill, title: t}\n  - {id: c, kind: audit, title: t}'],
  ],
  'dangling reference': [
    ...each(
      'contract',
      '  - {id: k, title: t, side: we_buy, partner: ',
      ['zz', 'P', '12', 'a', '[p]', '*zz', '取引先ホ'],
      '}',
    ),
    ...each(
      'asset',
      '  - {id: y, name: n, kinds: [contact], ',
      ['owner: zz', 'systems: [zz]', 'systems: a', 'systems: [a, x]'],
      '}',
    ),
  ],
  'text for a number': each('staff', '  staff: ', [
    ...[
      'many',
      '多数',
      '"60"',
      '六十',
      '不明',
      'N/A',
      '50-60',
      '~60',
      'yes',
      'true',
      '60?',
      '""',
      '[60]',
      '6O',
      '1_000',
      '1:30',
      'null',
    ],
  ]),
  'no such day': [
    ...each(
      'calendar',
      '  - {id: c, kind: drill, title: 訓練, lastDone: ',
      [
        '2026-02-30',
        '"2026-02-30"',
        '2026/02/30',
        '2026年2月30日',
        '令和8年2月30日',
        '20260230',
        '2026-13-01',
        '2025-02-29',
        'R8.2.30',
        '2026-02',
      ],
      '}',
    ),
  ],
  'missing field': [
    ...each('partner', '  - ', [
      '{id: q, role: client}',
      '{name: x, role: client}',
      '{id: q, name: x}',
      '{id: q, name: "", role: client}',
      '{}',
      'q',
      '',
    ]),
    ['contract', '  - {id: k, title: t, side: we_buy}'],
  ],
  'full-width digits': [
    ...each('staff', '  staff: ', ['６０', '"６０"', '6０']),
    ...each('margin', '  grossMargin: ', ['３５％', '０．３５']),
    ['persons', '  - {id: x, name: 顧客, kinds: [contact], persons: ４８００}'],
  ],
  'percent 150': each('margin', '  grossMargin: ', [
    '150%',
    '150',
    '1.5',
    '"150%"',
    '"150 %"',
    '１５０％',
    '-10%',
    '100.1%',
    '15割',
  ]),
  'circular reference': [
    [
      'systems',
      '  - {id: a, name: A, kind: other, dependsOn: [b]}\n  - {id: b, name: B, kind: other, dependsOn: [a]}',
    ],
    ['systems', '  - {id: a, name: A, kind: other, dependsOn: [a]}\n  - {id: b, name: B, kind: other}'],
    ['systems', '  - {id: a, name: A, kind: other}\n  - &b {id: b, name: B, kind: other, dependsOn: [*b]}'],
    ['people', '  - {id: m, name: 山田, role: it, deputy: m}'],
    ['people', '  - {id: m, name: 山田, role: it, deputy: n}\n  - {id: n, name: 佐藤, role: it, deputy: m}'],
  ],
  'tag nobody knows': [['people', '  - {id: m, name: 山田, role: !!it it}']],
};
