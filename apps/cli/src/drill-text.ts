import type { DrillReport } from '@sonae/operations/drill';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** The result for people: figures, what was missed, what follows from it. */
export function drillText(report: DrillReport, { say }: Terminal): string {
  const minutes = (value: number | null) =>
    value === null ? say({ ja: 'なし', en: 'never' }) : say({ ja: `${value}分`, en: `${value} min` });
  const told = report.insurerToldBeforeSpend;
  const figures = [
    [say({ ja: '得点', en: 'Score' }), `${report.score}`],
    [say({ ja: '宣言まで', en: 'To declare' }), minutes(report.timeToDeclare)],
    [say({ ja: '最初の措置の承認まで', en: 'To the first approved action' }), minutes(report.firstApproval)],
    ...report.drafts.map(({ document, minutes: at, completeness }) => [
      `${say({ ja: '下書き', en: 'Draft' })} ${document}`,
      `${minutes(at)} ${Math.round(completeness * 100)} %`,
    ]),
    [
      say({ ja: '誤った事実の訂正', en: 'Wrong facts put right' }),
      `${report.facts.corrected}/${report.facts.wrong}`,
    ],
    [
      say({ ja: '支出より先に保険会社へ', en: 'Insurer told before money is spent' }),
      told === null ? '-' : told ? say({ ja: 'はい', en: 'yes' }) : say({ ja: 'いいえ', en: 'no' }),
    ],
    ...(report.comparison ?? [])
      .filter(({ verdict }) => verdict !== 'same')
      .map(({ measure, before, now, verdict }) => [
        `${say({ ja: '前回と比べて', en: 'Since last time' })} ${measure}`,
        `${before ?? '-'} → ${now ?? '-'} (${verdict})`,
      ]),
  ];
  return [
    `${say({ ja: '【訓練】', en: '[DRILL] ' })}${report.scenario}  ${report.startedAt} – ${report.endedAt}`,
    table([say({ ja: '指標', en: 'Measure' }), say({ ja: '結果', en: 'Result' })], figures),
    ...report.lessons.map(
      ({ task, owner, dueDays }) =>
        `- ${say(task)} (${owner}, ${say({ ja: `${dueDays}日以内`, en: `within ${dueDays} days` })})`,
    ),
    '',
  ].join('\n');
}
