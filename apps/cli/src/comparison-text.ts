import type { ComparisonReport } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { table } from './table.ts';

const MARKS = {
  covered: { ja: '○ 対象', en: 'covered' },
  limited: { ja: '△ 条件つき', en: 'limited' },
  not_covered: { ja: '× 対象外', en: 'not covered' },
  not_stated: { ja: '― 記載なし', en: 'not stated' },
} as const;

const DIRECTIONS = {
  narrower: { ja: '狭くなる', en: 'narrower' },
  wider: { ja: '広くなる', en: 'wider' },
  other: { ja: '変わる', en: 'changed' },
} as const;

/** A comparison for a terminal: axis by axis, then what changed, then yen. */
export function comparisonText(report: ComparisonReport, language: Language): string {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const yen = (amount: number) => `${amount.toLocaleString('en-US')}${say('円', ' yen')}`;
  const lines: string[] = [];
  const section = (title: string) => lines.push('', `■ ${title}`);

  for (const differs of [true, false]) {
    const axes = report.axes.filter((axis) => axis.differs === differs);
    if (axes.length === 0) continue;
    section(differs ? say('違いのある項目', 'Where they differ') : say('同じ項目', 'Where they agree'));
    for (const { number, name, cells } of axes) {
      lines.push(`${String(number).padStart(2)} ${name}`);
      for (const { policy, state, text, source } of cells) {
        const clause =
          [source?.form, source?.edition, source?.clause].filter(Boolean).join(' ') || source?.path;
        lines.push(`     ${MARKS[state][language]}  ${policy}: ${text}${clause ? ` [${clause}]` : ''}`);
      }
    }
  }

  for (const { expiring, offered, changes } of report.silentChanges) {
    section(say(`${expiring} から ${offered} への変更`, `From ${expiring} to ${offered}`));
    if (changes.length === 0)
      lines.push(say('  文言の変更は見つかりません。', '  No change of wording found.'));
    for (const { path, before, after, direction, sameClause } of changes) {
      const silent = sameClause ? say('（条項番号は同じ）', ' (same clause)') : '';
      lines.push(
        `  ${DIRECTIONS[direction][language]}  ${path}: ${shown(before, language)} → ${shown(after, language)}${silent}`,
      );
    }
  }

  section(say('支援の5分野', 'Five areas of support'));
  const support = report.support.map(({ name, cells, own }) => [
    name,
    ...cells.map(({ state, firms, hours }) =>
      [MARKS[state][language], firms.join('・'), hours].filter(Boolean).join(' '),
    ),
    ...(report.company
      ? [own.map(({ firm, hours }) => [firm, hours].filter(Boolean).join(' ')).join('、')]
      : []),
  ]);
  const heads = report.policies.map(({ id }) => id);
  lines.push(
    table(
      [say('分野', 'Area'), ...heads, ...(report.company ? [say('自社の連絡先', 'Own contacts')] : [])],
      support,
    ),
  );

  const { gapMap, worstYears } = report;
  if (gapMap) {
    section(
      say(
        `隙間の地図：${gapMap.returnPeriod}年に1度の年、自社に残る額`,
        `Gap map: what stays in a year of 1 in ${gapMap.returnPeriod}`,
      ),
    );
    const rows = gapMap.cells
      .slice(0, 20)
      .map((cell) => [
        `${cell.causeName}／${cell.headName}`,
        yen(cell.owed),
        ...cell.kept.map((one) => yen(one.yen)),
      ]);
    const total = [say('合計', 'Total'), yen(gapMap.owed), ...gapMap.kept.map((one) => yen(one.yen))];
    lines.push(
      table(
        [say('原因／費目', 'Cause / head'), say('保険の前', 'Before insurance'), ...heads],
        [...rows, total],
      ),
    );
  }
  if (worstYears) {
    section(say('最悪の年（保険の前の額の順）', 'Worst years, by the loss before insurance'));
    const rows = worstYears.map(({ rank, owed, events, policies }) => [
      String(rank),
      events[0]?.name ?? '',
      yen(owed),
      ...policies.map(({ paid, kept }) => `${yen(paid)} / ${yen(kept)}`),
    ]);
    const paidKept = say('支払／自己負担', 'paid / kept');
    lines.push(
      table(
        [
          '#',
          say('主な事故', 'Main event'),
          say('保険の前', 'Before insurance'),
          ...heads.map((id) => `${id} ${paidKept}`),
        ],
        rows,
      ),
    );
  }
  lines.push('', ...report.notes.map(({ text }) => `※ ${text[language]}`));
  return `${lines.join('\n').trimStart()}\n`;
}

function shown(value: unknown, language: Language): string {
  if (value === null || value === undefined) return language === 'ja' ? '（なし）' : '(none)';
  if (value === true) return language === 'ja' ? 'あり' : 'present';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return Array.isArray(value) ? value.join('、') : String(value);
}
