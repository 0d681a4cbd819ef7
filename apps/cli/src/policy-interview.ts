import { intro, isCancel, multiselect, note, select, text } from '@clack/prompts';
import type { Ask } from '@sonae/policy';
import type { Terminal } from './terminal.ts';

/** Asks in the terminal; Ctrl-C stops. Empty answers mean unknown. */
export function terminalAsk({ say }: Terminal): Ask {
  return async (question) => {
    const message = say(question.text);
    const { kind, options, required } = question;
    const answer =
      kind === 'choice'
        ? await select({
            message,
            options: (options ?? []).map(({ value, text: words }) => ({ value, label: say(words) })),
          })
        : kind === 'several'
          ? await multiselect({
              message: `${message}${say({ ja: '（スペースで選び、無ければそのまま Enter）', en: ' (space to choose, Enter alone if unknown)' })}`,
              options: (options ?? []).map(({ value, text: words }) => ({ value, label: say(words) })),
              required: false,
            })
          : await text({
              message,
              placeholder: required
                ? undefined
                : say({ ja: '空欄は「分からない」', en: 'empty means unknown' }),
              validate: (value) => problem(kind, value ?? '', required === true, say),
            });
    if (isCancel(answer)) throw new DOMException('stopped', 'AbortError');
    return answer ?? '';
  };
}

/** Shows where the walk is. */
export function showGroup({
  say,
}: Terminal): (group: { readonly title: { ja: string; en: string } }) => void {
  let begun = false;
  return ({ title }) => {
    if (!begun)
      intro(
        say({
          ja: '証券の下書き（分からないことは空欄のままで）',
          en: 'Draft of a policy file (leave empty what is unknown)',
        }),
      );
    begun = true;
    note(say(title));
  };
}

const NUMBERS = ['yen', 'percent', 'hours'];

function problem(kind: string, value: string, required: boolean, say: Terminal['say']): string | undefined {
  const plain = value.normalize('NFKC').replaceAll(/[,円%時間\s]/g, '');
  if (plain === '') return required ? say({ ja: '入力してください。', en: 'Please answer.' }) : undefined;
  if (NUMBERS.includes(kind) && !/^(\d+(\.\d+)?|unlimited|無制限)$/.test(plain)) {
    return say({ ja: '数で答えてください（例 30,000,000）。', en: 'Answer with a number (30,000,000).' });
  }
  return undefined;
}
