import { type Issue, isCivilDate, type Text } from '@sonae/core';
import type { LedgerLine } from '@sonae/incident/ledger';
import { headOf } from '@sonae/knowledge';
import { mistake } from '../house/refusals.ts';

/** What is wrong with a line of the ledger beyond its shape: words that do not exist, days that no calendar has, a tax without a rate. */
export function lineIssues(line: LedgerLine, path: string): Issue[] {
  const issues: Issue[] = [];
  const wrong = (code: string, field: string, message: Text, hint: Text) =>
    issues.push(mistake(`ledger.${code}`, `${path}.${field}`, message, hint));
  if (line.kind !== 'recourse') {
    const head = headOf(line.head);
    if (!head)
      wrong(
        'head',
        'head',
        { ja: `「${line.head}」という費目はありません。`, en: `There is no head ${line.head}.` },
        { ja: '費目の一覧から選びます。', en: 'Choose one of the list.' },
      );
    else if (line.kind === 'cost' && head.party !== 'first')
      wrong(
        'party',
        'head',
        { ja: `「${head.ja}」は他者からの請求です。`, en: `${head.en} is what others claim.` },
        { ja: '種類を「請求」にします。', en: 'Write it as a claim.' },
      );
  }
  if (line.taxBasis !== 'exempt' && line.taxPpm === undefined)
    wrong(
      'tax',
      'taxPpm',
      { ja: '消費税の率がありません。', en: 'The rate of consumption tax is missing.' },
      { ja: '税率を書くか、不課税にします。', en: 'State the rate, or say that no tax is due.' },
    );
  for (const [field, day] of daysOf(line))
    if (Number.isNaN(Date.parse(day)) || !isCivilDate(day.slice(0, 10)))
      wrong(
        'date',
        field,
        { ja: `「${day}」という日はありません。`, en: `There is no such day as ${day}.` },
        { ja: '暦にある日を書きます。', en: 'Write a day of the calendar.' },
      );
  return issues;
}

function daysOf(line: LedgerLine): readonly (readonly [string, string])[] {
  const days: (readonly [string, string | undefined])[] = [['paidOn', line.paidOn]];
  if (line.kind === 'cost') days.push(['at', line.at], ['consent.at', line.consent.at]);
  if (line.kind === 'claim')
    days.push(
      ['madeAt', line.madeAt],
      ['settled.at', line.settled?.at],
      ['settled.consent.at', line.settled?.consent.at],
    );
  return days.filter((day): day is readonly [string, string] => day[1] !== undefined);
}
