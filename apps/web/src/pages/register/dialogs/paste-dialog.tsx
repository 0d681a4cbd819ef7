import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import { usePunctuation } from '../../../i18n/use-punctuation.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { Scroll } from '../../../parts/scroll.tsx';
import { check } from '../model/check.ts';
import type { Pasted } from '../model/paste.ts';
import { type Speaker, shownValue } from '../model/text.ts';

/** Cells shown; what is wrong comes first. */
const SHOWN = 60;

type PasteDialogProps = {
  readonly pasted: Pasted;
  readonly speaker: Speaker;
  readonly onApply: () => void;
  readonly onClose: () => void;
};

/** What was copied elsewhere, before it goes into the table: how each cell was understood, and what is wrong with it. */
export function PasteDialog({ pasted, speaker, onApply, onClose }: PasteDialogProps) {
  const { t } = useTranslation(['register', 'parts']);
  const language = useLanguage();
  const { list } = usePunctuation();
  const checked = check(pasted.tree);
  const errorOf = (path: Pasted['cells'][number]['path']) =>
    checked.at(path).find(({ severity }) => severity === 'error');
  const cells = pasted.cells.map((cell) => ({ ...cell, wrong: errorOf(cell.path) }));
  const bad = cells.filter(({ wrong }) => wrong).length;
  const shown = cells.toSorted((a, b) => Number(b.wrong !== undefined) - Number(a.wrong !== undefined));
  return (
    <Dialog wide title={t('paste.title')} onClose={onClose}>
      <p>
        {t('paste.summary', { cells: cells.length, rows: pasted.added })}
        {bad > 0 && <b className="bad"> {t('paste.bad', { count: bad })}</b>}
      </p>
      {pasted.headings && <p className="sub">{t('paste.headings')}</p>}
      {pasted.unknownHeadings.length > 0 && (
        <p className="bad">{t('paste.unknownHeadings', { names: list(pasted.unknownHeadings) })}</p>
      )}
      {pasted.tooWide > 0 && <p className="bad">{t('paste.tooWide', { count: pasted.tooWide })}</p>}
      <Scroll label={t('paste.title')} className="paste-cells">
        <table className="small-table">
          <thead>
            <tr>
              {(['row', 'field', 'typed', 'meant', 'before'] as const).map((head) => (
                <th key={head} scope="col" className="words">
                  {t(`paste.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, SHOWN).map(({ path, row, column, typed, value, before, wrong }) => (
              <tr key={path.join('.')} data-wrong={wrong !== undefined || undefined}>
                <th scope="row">{row + 1}</th>
                <td className="words">{column.label[language]}</td>
                <td className="words">{typed}</td>
                <td className="words">
                  {wrong ? (
                    <span className="bad">{wrong.message[language]}</span>
                  ) : (
                    shownValue(column.leaf, value, speaker) || t('differences.empty')
                  )}
                </td>
                <td className="words sub">{shownValue(column.leaf, before, speaker)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {cells.length > SHOWN && (
        <p className="sub">{t('differences.more', { count: cells.length - SHOWN })}</p>
      )}
      <div className="dialog-actions">
        <p className="sub">{bad > 0 ? t('paste.badNote') : ''}</p>
        <Button variant="default" onClick={onClose}>
          {t('cancel', { ns: 'parts' })}
        </Button>
        <Button data-autofocus disabled={cells.length === 0} onClick={onApply}>
          {t('paste.apply')}
        </Button>
      </div>
    </Dialog>
  );
}
