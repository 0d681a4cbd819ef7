import type { Mix, ProgrammeSearch } from '@sonae/assessment';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Mixes under a budget for a terminal, with their certificate. */
export function searchText(search: ProgrammeSearch, { say, language }: Terminal): string {
  const yen = (amount: number) =>
    `${Math.round(amount).toLocaleString('en-US')}${language === 'ja' ? '円' : ' yen'}`;
  const row = (name: string, mix: Mix | undefined) =>
    mix === undefined
      ? []
      : [
          [
            name,
            contentOf(mix, say),
            yen(mix.spendYen),
            yen(mix.retainedMeanYen),
            yen(mix.totalYen),
            yen(mix.retainedTailYen),
          ],
        ];
  const head = [
    '',
    say({ ja: '内容', en: 'Content' }),
    say({ ja: '保険料＋対策', en: 'Premium + controls' }),
    say({ ja: '残る額（平均）', en: 'Kept (mean)' }),
    say({ ja: '合計', en: 'Total' }),
    say({
      ja: `残る額（${search.returnPeriod}年に1度より悪い年の平均）`,
      en: `Kept in the worst 1 of ${search.returnPeriod} years`,
    }),
  ];
  const rows = [
    ...row(say({ ja: '備えなし', en: 'Nothing new' }), search.nothing),
    ...row(say({ ja: '現在の証券', en: 'Policies held' }), search.current),
    ...search.frontier.flatMap((mix, i) => row(`${i + 1}`, mix)),
  ];
  const { certificate: c } = search;
  const left = (why: string) =>
    search.leftOut
      .filter((control) => control.why === why)
      .map(({ name }) => name)
      .join('、');
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const lines = [
    say({
      ja: `予算 ${yen(search.budgetYen)} の中で、どちらの面でもほかに劣らない組合せ`,
      en: `Within ${yen(search.budgetYen)}: mixes no other one beats in both respects`,
    }),
    table(head, rows),
    c.exact
      ? say({
          ja: `全 ${c.selections.toLocaleString('en-US')} 通りを調べ尽くしました（計算 ${c.measured}、予算超過と劣る枝は計算せずに除外）。これより良い組合せはこのモデルの中にありません。`,
          en: `All ${c.selections.toLocaleString('en-US')} selections were measured (${c.measured}) or ruled out; within this model none is better.`,
        })
      : say({
          ja: `途中で止めました。見ていない組合せは、残る額で最大 ${percent(c.gap.tail)}、合計で最大 ${percent(c.gap.total)} 低いことがあり得ます。`,
          en: `Stopped early: an unseen selection may be lower by ${percent(c.gap.tail)} in the tail and ${percent(c.gap.total)} in total at most.`,
        }),
    say({
      ja: `${search.years.toLocaleString('en-US')}年・種${search.seed}。悪い年の平均の標準誤差 ${percent(search.standardError)}`,
      en: `${search.years.toLocaleString('en-US')} years, seed ${search.seed}; standard error of the tail ${percent(search.standardError)}`,
    }),
    ...search.candidates.policies
      .filter(({ priced }) => !priced)
      .map(({ id }) =>
        say({
          ja: `${id} は、引受条件に当たるか保険料が分からないため、組合せに入れていません。`,
          en: `${id} is in no mix: not accepted, or its premium is unknown.`,
        }),
      ),
    ...(left('no_cost')
      ? [
          `${say({ ja: '費用が分からず入れていない対策（--control id=円 で指定）', en: 'Controls without a cost (use --control id=yen)' })}: ${left('no_cost')}`,
        ]
      : []),
    ...(left('no_effect')
      ? [
          `${say({ ja: '引用できる効果の数字が無い対策', en: 'Controls without a cited effect' })}: ${left('no_effect')}`,
        ]
      : []),
    ...search.notes.map(({ text }) => `※ ${say(text)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function contentOf({ controls, policies }: Mix, say: Terminal['say']): string {
  const parts = [
    ...controls.map(({ name }) => name),
    ...policies.map(({ id, variant }) => `${id}（${variant}）`),
  ];
  return parts.length === 0 ? say({ ja: 'なし', en: 'none' }) : parts.join('\n');
}
