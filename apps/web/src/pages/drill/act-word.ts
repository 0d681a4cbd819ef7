import type { DrillLine } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { useMoneyText } from '../../parts/money.tsx';
import { capital } from '../drills/spans.ts';
import { type Moves, useMoves } from './use-drill.ts';

export type ActLine = Extract<DrillLine, { kind: 'act' }>;

type Named = { readonly id: string; readonly name: { readonly ja: string; readonly en: string } };

/** The words of what is done in a drill. */
export function useActWords() {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { list } = usePunctuation();
  const money = useMoneyText();
  const moves: Partial<Moves> = useMoves() ?? {};
  const wordOf = (names: readonly Named[] | undefined, id: string) =>
    names?.find((one) => one.id === id)?.name[language] ?? id;
  const document = (id: string) => wordOf(moves.documents, id);
  const fact = (id: string) => wordOf(moves.facts, id);

  /** `tell:insurer` and the like, as expectations name it. */
  const act = (name: string): string => {
    const [kind, id = ''] = name.split(':');
    if (kind === 'tell') return capital(t('acts.tell', { whom: wordOf(moves.told, id) }));
    if (kind === 'draft') return t('acts.draft', { document: document(id) });
    if (kind === 'fact') return t('acts.fact', { fact: fact(id) });
    if (kind === 'action') return wordOf(moves.actions, id);
    return t('acts.declare');
  };
  const value = (id: string, given: string): string => {
    const values = moves.facts?.find((one) => one.id === id)?.values;
    const number = Number(given.replaceAll(',', ''));
    return values ? wordOf(values, given) : Number.isFinite(number) ? number.toLocaleString('en-US') : given;
  };
  const item = (of: string, id: string): string =>
    wordOf(moves.documents?.find((one) => one.id === of)?.items, id);

  const filled = ({ answer: { draft } }: ActLine) => ({
    all: moves.documents?.find(({ id }) => id === draft?.document)?.items.length ?? 0,
    have: new Set(draft?.items).size,
  });
  const approved = (text: string, { answer: { action } }: ActLine): string =>
    action && action.approvedBy.length > 0
      ? t('acts.approved', { act: text, by: list(action.approvedBy) })
      : text;
  const spent = ({ head, yen }: { head: string; yen: number }) =>
    t('acts.value', { act: wordOf(moves.heads, head), value: money(yen, 'exact') });

  /** An entry of the log with all that was entered. */
  const line = (entry: ActLine): string => {
    const { fact: stated, draft, spend } = entry.answer;
    const text = act(entry.act);
    if (stated) return t('acts.value', { act: text, value: value(stated.id, stated.value) });
    if (draft) return t('acts.items', { act: text, ...filled(entry) });
    if (spend) return t('acts.spend', { what: spent(spend) });
    return approved(text, entry);
  };
  /** The same under a heading that says what was done. */
  const short = (entry: ActLine): string => {
    const { tell, fact: stated, draft, spend } = entry.answer;
    if (tell) return capital(wordOf(moves.told, tell));
    if (stated)
      return t('acts.value', { act: capital(fact(stated.id)), value: value(stated.id, stated.value) });
    if (draft) return t('acts.items', { act: capital(document(draft.document)), ...filled(entry) });
    return spend ? spent(spend) : approved(act(entry.act), entry);
  };
  return { act, value, item, line, short, document, fact };
}
