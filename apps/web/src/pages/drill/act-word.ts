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
    return values ? wordOf(values, given) : given;
  };
  const item = (of: string, id: string): string =>
    wordOf(moves.documents?.find((one) => one.id === of)?.items, id);

  /** An entry of the log with all that was entered. */
  const line = ({ act: name, answer }: ActLine): string => {
    if (answer.fact)
      return t('acts.value', { act: act(name), value: value(answer.fact.id, answer.fact.value) });
    if (answer.draft) {
      const all = moves.documents?.find(({ id }) => id === answer.draft?.document)?.items.length ?? 0;
      return t('acts.items', { act: act(name), all, have: new Set(answer.draft.items).size });
    }
    if (answer.spend)
      return t('acts.spent', {
        act: t('acts.spend', { head: wordOf(moves.heads, answer.spend.head) }),
        yen: money(answer.spend.yen, 'exact'),
      });
    if (answer.action && answer.action.approvedBy.length > 0)
      return t('acts.approved', { act: act(name), by: list(answer.action.approvedBy) });
    return act(name);
  };
  return { act, value, item, line, document, fact };
}
