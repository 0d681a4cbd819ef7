import { inLanguage } from '@sonae/core';
import { chartOf, hintsOf, type Playbook, type Rehearsal, type TraceLine } from '@sonae/incident/playbook';
import type { Terminal } from './terminal.ts';

/** The course of a rehearsal as JSON: steps in the order they were taken, what is open, variables. */
export function courseJson(playbook: Playbook, { outcome, course, open, variables }: Rehearsal): string {
  const body = {
    playbook: playbook.id,
    outcome,
    course: course.map((line) => ({ ...line, name: playbook.steps.get(line.step)?.name ?? '' })),
    open,
    variables,
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** The same for people, indented by branch; numbers are those of the flowchart and the manual. */
export function courseText(
  playbook: Playbook,
  { outcome, course, open }: Rehearsal,
  terminal: Terminal,
): string {
  const { say, language } = terminal;
  const numbers = new Map(chartOf(playbook).nodes.map(({ id, number }) => [id, number]));
  const nameOf = (id: string) => {
    const step = playbook.steps.get(id);
    const name = step && hintsOf(step).name;
    const number = numbers.get(id);
    return `${number === undefined ? '' : `${number}. `}${name ? inLanguage(name, language) : step?.name || step?.type || id}`;
  };
  const lines = course.flatMap((line) => {
    const type = playbook.steps.get(line.step)?.type;
    if (type === 'start' || type === 'end') return [];
    const words = wordsOf(line, terminal);
    return words === undefined
      ? []
      : [`${'  '.repeat(line.branch.split('.').length - 1)}${words(nameOf(line.step))}`];
  });
  const waiting = open
    .filter(({ kind }) => kind !== 'wake')
    .map(({ step }) => say({ ja: `  ？ ${nameOf(step)}`, en: `  ? ${nameOf(step)}` }));
  const ends = {
    done: { ja: '最後まで進みました。', en: 'It went through to the end.' },
    failed: { ja: '失敗で終わりました。', en: 'It ended as failed.' },
    cancelled: { ja: '中止しました。', en: 'It was cancelled.' },
    waiting: { ja: '人の答えを待っています：', en: 'It waits for a person:' },
  };
  return `${[...lines, say(ends[outcome]), ...(outcome === 'waiting' ? waiting : [])].join('\n')}\n`;
}

function wordsOf(line: TraceLine, { say }: Terminal): ((name: string) => string) | undefined {
  switch (line.what) {
    case 'entered':
      return (name) => `○ ${name}`;
    case 'failed':
      return (name) => say({ ja: `✗ ${name}：できなかった`, en: `✗ ${name}: failed` });
    case 'timed-out':
      return (name) => say({ ja: `✗ ${name}：時間切れ`, en: `✗ ${name}: timed out` });
    case 'refused':
      return (name) => say({ ja: `✗ ${name}：承認されなかった`, en: `✗ ${name}: refused` });
    case 'chose':
      return () =>
        `  → ${line.way === 'yes' ? say({ ja: 'はい', en: 'yes' }) : line.way === 'no' ? say({ ja: 'いいえ', en: 'no' }) : line.way}`;
    default:
      return undefined;
  }
}
