import type { Text } from '@sonae/core';
import type { RespondView } from '@sonae/operations/respond';
import type { Terminal } from './terminal.ts';

const STAGES: Readonly<Record<RespondView['stage'], Text>> = {
  planned: { ja: '計画済み。承認を待っています', en: 'planned, waiting for approval' },
  approved: { ja: '承認済み。まだ実行していません', en: 'approved, not yet applied' },
  issued: {
    ja: '指示書を渡しました。報告を待っています',
    en: 'the sheet was handed over, waiting for a report',
  },
  armed: { ja: '自動復旧を仕掛けました', en: 'rollback armed' },
  applied: { ja: '実行しました。確かめてください', en: 'applied; verify it' },
  verified: {
    ja: '効いています。確定しなければ自動で元に戻ります',
    en: 'verified; undone by itself unless confirmed',
  },
  confirmed: { ja: '確定しました', en: 'confirmed' },
  reverted: { ja: '元に戻しました', en: 'undone' },
  lapsed: { ja: '承認の期限切れ。実行していません', en: 'lapsed, not executed' },
  rolled_back: { ja: '確定されず、機器が自分で元に戻しました', en: 'not confirmed: the host has undone it' },
  expired: { ja: '期間が過ぎ、終わりました', en: 'expired' },
  failed: { ja: '失敗しました', en: 'failed' },
};

/** An action for people: what it is, where it stands, what it changes. */
export function respondText(view: RespondView, { say }: Terminal): string {
  const { plan, approvals, alone, until, diff, findings, sheet } = view;
  if (sheet !== undefined) return sheet;
  const people = approvals.map(({ name }) => name).join(say({ ja: '、', en: ', ' }));
  return [
    `${plan.action}  ${Object.entries(plan.parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}`,
    `${say({ ja: '計画の指紋', en: 'Plan' })} SHA-256: ${view.hash}`,
    `${say({ ja: '段階', en: 'Stage' })}: ${say(STAGES[view.stage])}${until === null ? '' : ` (${until})`}`,
    `${say({ ja: '承認', en: 'Approvals' })}: ${approvals.length}/${view.approvalsNeeded} ${people}`,
    ...(alone === null
      ? []
      : [`${say({ ja: '単独の実行', en: 'Alone' })}: ${alone.name}（${alone.reason}）`]),
    ...plan.preserve.map(
      ({ id, captured, waived }) =>
        `${say({ ja: '先に採る', en: 'Before' })}: ${id} ${captured ?? say({ ja: `採らない（${waived}）`, en: `waived (${waived})` })}`,
    ),
    ...findings.map((finding) => `  ${finding}`),
    ...diff,
    '',
  ].join('\n');
}
