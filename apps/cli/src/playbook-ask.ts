import { isCancel, note, select, text } from '@clack/prompts';
import { inLanguage } from '@sonae/core';
import {
  type Effect,
  hintsOf,
  type Playbook,
  playbookHints,
  type Replier,
  type Reply,
} from '@sonae/incident/playbook';
import type { Terminal } from './terminal.ts';

/** Asks in the terminal what each step of a rehearsal comes to; Ctrl-C stops. */
export function terminalReplies({ say, language }: Terminal): (playbook: Playbook) => Replier {
  return (playbook) => async (effect) => {
    const step = playbook.steps.get(effect.step);
    const hints = step && hintsOf(step);
    const title = hints?.name ? inLanguage(hints.name, language) : (step?.name ?? effect.step);
    if (effect.kind === 'decide') return decide(effect, title);
    if (hints?.how) note(inLanguage(hints.how, language), title);
    const ok = await chosen(title, effect.kind === 'go-on' ? YES_NO : DONE);
    if (effect.kind === 'go-on') return { ok: true, choice: ok };
    if (ok === 'no') return { ok: false };
    return { ok: true, values: await valuesOf('wants' in effect ? effect.wants : []) };

    async function valuesOf(names: readonly string[]): Promise<Record<string, string>> {
      const values: Record<string, string> = {};
      for (const name of names.map((one) => one.replace(/:value$/, ''))) {
        const question = playbookHints(playbook).question(name);
        const answer = await text({
          message: question ? inLanguage(question, language) : name,
          placeholder: say({ ja: '空欄は「分からない」', en: 'empty means unknown' }),
        });
        stopIfCancelled(answer);
        if (typeof answer === 'string' && answer.trim() !== '') values[name] = answer.trim();
      }
      return values;
    }

    async function decide(
      { unknown, choices }: Effect & { kind: 'decide' },
      message: string,
    ): Promise<Reply | undefined> {
      const values = await valuesOf(unknown);
      if (Object.keys(values).length > 0) return { ok: true, values };
      if (choices.length === 0) return undefined;
      const way = await chosen(
        message,
        [...choices, ''].map((value) => ({
          value,
          ja: LABELS[value]?.ja ?? value,
          en: LABELS[value]?.en ?? value,
        })),
      );
      return way === '' ? undefined : { ok: true, choice: way };
    }

    async function chosen(
      message: string,
      options: readonly { value: string; ja: string; en: string }[],
    ): Promise<string> {
      const answer = await select({
        message,
        options: options.map(({ value, ...words }) => ({ value, label: say(words) })),
      });
      stopIfCancelled(answer);
      return String(answer);
    }
  };
}

const DONE = [
  { value: 'yes', ja: 'できた', en: 'done' },
  { value: 'no', ja: 'できなかった', en: 'failed' },
];
const YES_NO = [
  { value: 'yes', ja: '続ける', en: 'go on' },
  { value: 'no', ja: 'やめる', en: 'stop' },
];
const LABELS: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  yes: { ja: 'はい', en: 'yes' },
  no: { ja: 'いいえ', en: 'no' },
  default: { ja: 'それ以外', en: 'otherwise' },
  '': { ja: '分からない（ここで止める）', en: 'nobody knows (stop here)' },
};

function stopIfCancelled(answer: unknown): void {
  if (isCancel(answer)) throw new DOMException('stopped', 'AbortError');
}
