import { Button } from '@mantine/core';
import type { DrillLine } from '@sonae/operations/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../../api/client.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { usePunctuation } from '../../../i18n/use-punctuation.ts';
import { Section } from '../../../parts/page.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { say } from '../../../parts/toasts.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { clockText } from '../../drills/spans.ts';
import { useActWords } from '../act-word.ts';
import { type DrillView, type Moves, useMoves } from '../use-drill.ts';
import { ActionFields } from './action-fields.tsx';
import { type Draft, deedOf, EMPTY, KINDS } from './draft.ts';
import { DocumentFields, FactFields, SpendFields, TellFields } from './simple-fields.tsx';

/** What one does about the news: six kinds of moves, each with its fields; whatever is entered counts at this minute. */
export function MoveForm({ view, mayWrite }: { readonly view: DrillView; readonly mayWrite: boolean }) {
  const { t } = useTranslation('drills');
  const moves = useMoves();
  return (
    <Section title={t('move.title')} note={t('move.note')} accent="question">
      {!mayWrite && <p className="sub">{t('move.readOnly')}</p>}
      {mayWrite && moves && <Form view={view} moves={moves} />}
    </Section>
  );
}

function Form({ view, moves }: { readonly view: DrillView; readonly moves: Moves }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { list } = usePunctuation();
  const words = useActWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [refusals, setRefusals] = useState<NonNullable<DrillLine['refusals']>>([]);
  const put = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const enter = useAction(async () => {
    const { drill } = await api.drills.act({ drill: view.id, deed: deedOf(draft, moves) });
    const last = drill.log.findLast((entry) => entry.kind === 'act');
    setRefusals(last?.refusals ?? []);
    // What was refused stays in its fields.
    if (last && !last.refusals) {
      say(t('move.done', { what: words.line(last) }));
      setDraft({ ...EMPTY, kind: draft.kind === 'declare' ? 'tell' : draft.kind });
    }
    await client.invalidateQueries({ queryKey: orpc.drills.key() });
  });
  const choose = (kind: Draft['kind']) => {
    setRefusals([]);
    put({ kind });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.run();
  };
  const declared = view.log.find((entry) => entry.kind === 'act' && entry.act === 'declare');
  const fields = { draft, put, moves };
  return (
    <form className="drill-form" onSubmit={submit}>
      <fieldset className="drill-kinds">
        <legend className="hidden">{t('move.kind')}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input type="radio" name="move" checked={draft.kind === kind} onChange={() => choose(kind)} />
            {t(`move.kinds.${kind}`)}
          </label>
        ))}
      </fieldset>
      {draft.kind === 'declare' && (
        <p className={declared ? 'drill-note' : 'sub'}>
          {declared
            ? t('move.declared', { at: clockText(Date.parse(declared.at), language) })
            : t('move.declareText')}
        </p>
      )}
      {draft.kind === 'tell' && <TellFields {...fields} />}
      {draft.kind === 'fact' && <FactFields {...fields} known={view.facts} />}
      {draft.kind === 'draft' && <DocumentFields {...fields} />}
      {draft.kind === 'spend' && <SpendFields {...fields} />}
      {draft.kind === 'action' && <ActionFields {...fields} />}
      {refusals.length > 0 && (
        <p className="drill-note" role="alert">
          {t('move.refused', { why: list(refusals.map((why) => why[language])) })}
        </p>
      )}
      <Button
        type="submit"
        disabled={enter.isBusy || view.isPaused || (draft.kind === 'declare' && declared !== undefined)}
      >
        {t('move.submit')}
      </Button>
      {enter.error !== undefined && <Problem error={enter.error} />}
    </form>
  );
}
