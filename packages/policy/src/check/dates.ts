import { say } from '@sonae/core';
import { instantOf } from '../instants.ts';
import type { Report } from '../read/report.ts';
import type { Policy } from '../schema/index.ts';

/** Dates that exist and follow each other; shares of co-insurers that add up. */
export function checkDates(policy: Policy, report: Report): void {
  const wrong = (
    path: readonly (string | number)[],
    ja: string,
    en: string,
    hintJa: string,
    hintEn: string,
  ) => report({ code: 'date', path, message: say(ja, en), hint: say(hintJa, hintEn) });
  const read = (text: string | undefined, path: readonly (string | number)[]): number | undefined => {
    if (text === undefined) return undefined;
    const at = instantOf(text);
    if (!Number.isNaN(at)) return at;
    wrong(
      path,
      `「${text}」という日時はありません。`,
      `There is no such instant as ${text}.`,
      '暦にある日時を書きます。',
      'Write an instant of the calendar.',
    );
    return undefined;
  };
  const from = read(policy.period?.from, ['period', 'from']);
  const to = read(policy.period?.to, ['period', 'to']);
  const first = read(policy.period?.firstInception, ['period', 'firstInception']);
  if (from !== undefined && to !== undefined && from >= to)
    wrong(
      ['period', 'to'],
      '保険期間の終わりが始まりより前です。',
      'The period ends before it begins.',
      'from と to を確かめてください。',
      'Check from and to.',
    );
  if (from !== undefined && first !== undefined && first > from)
    wrong(
      ['period', 'firstInception'],
      '最初の始期が今期の始期より後です。',
      'The first inception is after this period begins.',
      '今期が最初なら省きます。',
      'Leave it out if this is the first period.',
    );
  policy.parts.forEach((part, p) => {
    read(part.trigger.retroDate, ['parts', p, 'trigger', 'retroDate']);
    const { retro, retroDate } = part.trigger;
    if ((retro === 'since_date') !== (retroDate !== undefined))
      wrong(
        ['parts', p, 'trigger'],
        '遡及日の書き方が揃っていません。',
        'retro and retroDate do not agree.',
        'retro: since_date のときだけ retroDate を書きます。',
        'retroDate goes with retro: since_date.',
      );
  });
  const shares = (policy.coinsurers ?? []).reduce((sum, one) => sum + Math.round(one.share * 1e6), 0);
  if (policy.coinsurers && shares !== 1e6)
    report({
      code: 'coinsurers',
      path: ['coinsurers'],
      message: say(
        `引受割合の合計が ${shares / 1e4} % です。`,
        `The shares of the co-insurers add up to ${shares / 1e4} %.`,
      ),
      hint: say('合計を 1 にしてください。', 'Make them add up to 1.'),
    });
}
