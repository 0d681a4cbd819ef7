import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Scroll } from '../../../parts/scroll.tsx';
import { type CellChange, choiceKey, isSettled, type RowConflict, type Side } from '../model/merge.ts';
import { tableOf } from '../model/tables.ts';
import { type Speaker, shownValue } from '../model/text.ts';

const SIDES: readonly Side[] = ['mine', 'theirs'];

type ConflictDialogProps = {
  readonly conflicts: readonly RowConflict[];
  readonly speaker: Speaker;
  readonly onChoose: (choices: ReadonlyMap<string, Side>) => void;
  readonly onClose: () => void;
};

/** Rows that two people changed, side by side: what both touched is chosen, what one touched is taken. */
export function ConflictDialog({ conflicts, speaker, onChoose, onClose }: ConflictDialogProps) {
  const { t } = useTranslation(['register', 'parts']);
  const language = useLanguage();
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const choose = (key: string, side: Side) => setChoices(new Map(choices).set(key, side));
  return (
    <Dialog wide title={t('conflict.title')} onClose={onClose}>
      <p className="sub">{t('conflict.lead')}</p>
      {conflicts.map((conflict) => (
        <section key={`${conflict.table} ${conflict.row}`} className="conflict">
          <h3>
            {tableOf(conflict.table)?.name[language] ?? t('company')} {conflict.name}
          </h3>
          {conflict.kind === 'both-changed' ? (
            <CellChoices {...{ conflict, choices, choose, speaker }} />
          ) : (
            <RowChoice {...{ conflict, choices, choose }} />
          )}
        </section>
      ))}
      <div className="dialog-actions">
        <p className="sub">{t('conflict.kept')}</p>
        <Button variant="default" onClick={onClose}>
          {t('conflict.later')}
        </Button>
        <Button disabled={!isSettled(conflicts, choices)} onClick={() => onChoose(choices)}>
          {t('conflict.settle')}
        </Button>
      </div>
    </Dialog>
  );
}

type ChoiceProps = {
  readonly conflict: RowConflict;
  readonly choices: ReadonlyMap<string, Side>;
  readonly choose: (key: string, side: Side) => void;
};

function CellChoices({ conflict, choices, choose, speaker }: ChoiceProps & { readonly speaker: Speaker }) {
  const { t } = useTranslation('register');
  const language = useLanguage();
  const text = (cell: CellChange, value: unknown) =>
    shownValue(cell.column.leaf, value, speaker) || t('differences.empty');
  return (
    <Scroll label={conflict.name || t('company')}>
      <table className="small-table conflict-table">
        <thead>
          <tr>
            <th scope="col">{t('differences.field')}</th>
            <th scope="col" className="words">
              {t('differences.before')}
            </th>
            {SIDES.map((side) => (
              <th key={side} scope="col" className="words">
                {t(`conflict.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {conflict.cells.map((cell) => {
            const key = choiceKey(conflict, cell);
            const chosen = choices.get(key) ?? cell.settled;
            return (
              <tr key={key} data-open={chosen === undefined || undefined}>
                <th scope="row">{cell.column.label[language]}</th>
                <td className="words sub">{text(cell, cell.before)}</td>
                {SIDES.map((side) => (
                  <td key={side} className="words">
                    <label className="side" data-chosen={chosen === side || undefined}>
                      <input
                        type="radio"
                        name={key}
                        checked={chosen === side}
                        onChange={() => choose(key, side)}
                        aria-label={`${cell.column.label[language]} ${t(`conflict.${side}`)}`}
                      />
                      {text(cell, cell[side])}
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function RowChoice({ conflict, choices, choose }: ChoiceProps) {
  const { t } = useTranslation('register');
  const key = choiceKey(conflict);
  return (
    <fieldset className="row-choice">
      <legend className="sub">
        {t(conflict.kind === 'removed-by-me' ? 'conflict.removed-by-me' : 'conflict.removed-by-them')}
      </legend>
      {SIDES.map((side) => {
        const isRemoved = (conflict.kind === 'removed-by-me') === (side === 'mine');
        return (
          <label key={side} className="side" data-chosen={choices.get(key) === side || undefined}>
            <input
              type="radio"
              name={key}
              checked={choices.get(key) === side}
              onChange={() => choose(key, side)}
            />
            {t(isRemoved ? 'conflict.remove' : 'conflict.keep')}
          </label>
        );
      })}
    </fieldset>
  );
}
