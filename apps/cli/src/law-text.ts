import { formatInstant, type Instant, type Text } from '@sonae/core';
import { assumptionsOf, type Duty, type Facts, stepText } from '@sonae/law';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './width.ts';

type About = { readonly facts: Facts; readonly now: Instant; readonly explain: boolean };

/** The groups of the board, each with the duties that belong to it. */
const GROUPS: readonly { readonly title: Text; readonly holds: (duty: Duty) => boolean }[] = [
  {
    title: { ja: '期限のある義務', en: 'Duties with a date' },
    holds: ({ state, due }) => state === 'due' && due !== undefined,
  },
  {
    title: { ja: '日数の定めがない義務（今すぐ）', en: 'Duties without a number of days: now' },
    holds: ({ state, due }) => state === 'due' && due === undefined,
  },
  {
    title: { ja: '分からない事実で決まる義務', en: 'Hanging on unknown facts' },
    holds: ({ state }) => state === 'perhaps',
  },
  { title: { ja: '済んだ義務', en: 'Done' }, holds: ({ state }) => state === 'done' },
  {
    title: { ja: '任意の届出と、権利の消える日', en: 'Voluntary, and when rights lapse' },
    holds: ({ state }) => state === 'optional',
  },
];

/** Duties for a terminal, by what there is to do and by date. */
export function lawText(duties: readonly Duty[], about: About, terminal: Terminal): string {
  const { say } = terminal;
  const groups = GROUPS.flatMap(({ title, holds }) => {
    const rows = duties.filter(holds).sort((a, b) => (a.due ?? 0) - (b.due ?? 0));
    return rows.length === 0 ? [] : [`■ ${say(title)}`, groupText(rows, terminal), ''];
  });
  const explained = about.explain ? duties.filter(({ steps }) => steps.length > 1) : [];
  return [
    `${say({ ja: '現在', en: 'Now' })}: ${formatInstant(about.now)}`,
    '',
    ...groups,
    ...explained.map((duty) => explanation(duty, terminal)),
    ...assumptionsOf(about.facts).map((text) =>
      wrap(`${say({ ja: '前提', en: 'Assumed' })}: ${say(text)}`, { indent: 2 }),
    ),
    wrap(
      say({
        ja: '法令・ガイドラインの写しから計算した目安です。提出先と期限は原文か弁護士に確かめてください。',
        en: 'Calculated from copies of laws and guidelines; confirm recipient and date with the source or counsel.',
      }),
    ),
    '',
  ].join('\n');
}

function groupText(rows: readonly Duty[], { say }: Terminal): string {
  const head = [
    say({ ja: '期限', en: 'Due' }),
    say({ ja: '義務', en: 'Duty' }),
    say({ ja: '要点', en: 'Remark' }),
  ];
  return table(
    head,
    rows.map((duty) => [dueText(duty, say), say(duty.title), say(remark(duty))]),
  );
}

const URGENCY = {
  promptly: { ja: '速やかに', en: 'promptly' },
  immediately: { ja: '直ちに', en: 'immediately' },
};

/** `2026-12-21 23:59`, else how urgent it is. */
function dueText({ due, urgency }: Duty, say: Terminal['say']): string {
  if (due !== undefined) return formatInstant(due).slice(0, 16).replace('T', ' ');
  return urgency ? say(URGENCY[urgency]) : '—';
}

/** What the reader has to know of a duty besides its date. */
function remark(duty: Duty): Text {
  const parts: Text[] = [];
  if (duty.late && duty.state !== 'done') parts.push({ ja: '期限を過ぎています', en: 'overdue' });
  if (duty.state === 'done')
    parts.push({
      ja: `${formatInstant(duty.doneAt ?? Number.NaN).slice(0, 16)}${duty.late ? '（期限後）' : ''}`,
      en: `${formatInstant(duty.doneAt ?? Number.NaN).slice(0, 16)}${duty.late ? ' (late)' : ''}`,
    });
  if (duty.needs.length > 0)
    parts.push({ ja: `決め手: ${duty.needs.join('、')}`, en: `decided by ${duty.needs.join(', ')}` });
  if (duty.warnAt !== undefined)
    parts.push({
      ja: `目標 ${formatInstant(duty.warnAt).slice(0, 10)}`,
      en: `aim for ${formatInstant(duty.warnAt).slice(0, 10)}`,
    });
  const rolled = duty.steps.find(({ kind }) => kind === 'rolled');
  if (rolled) parts.push({ ja: '閉庁日のため繰り下げ', en: 'moved past closed days' });
  if (duty.statutoryDue !== undefined && duty.statutoryDue !== duty.due)
    parts.push({
      ja: `民法どおりなら ${formatInstant(duty.statutoryDue).slice(0, 10)}`,
      en: `${formatInstant(duty.statutoryDue).slice(0, 10)} by the Civil Code`,
    });
  if (duty.contents)
    parts.push({
      ja: `記載事項 ${duty.contents.filled}/${duty.contents.total}`,
      en: `items ${duty.contents.filled}/${duty.contents.total}`,
    });
  if (duty.certainty === 'unverified') parts.push({ ja: '未確認', en: 'unverified' });
  return {
    ja: parts.map(({ ja }) => ja).join('／'),
    en: parts.map(({ en }) => en).join('; '),
  };
}

function explanation(duty: Duty, { say }: Terminal): string {
  const lines = [
    `${say(duty.title)} (${duty.id})`,
    `  ${say({ ja: '根拠', en: 'Basis' })}: ${duty.basis.join('、')}`,
    ...duty.steps.map((step) => `  - ${say(stepText(step))}`),
    ...(duty.note ? [`  ※ ${say(duty.note)}`] : []),
  ];
  return `${lines.map((line) => wrap(line, { indent: 4 })).join('\n')}\n`;
}
