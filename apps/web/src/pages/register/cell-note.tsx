import type { Issue } from '@sonae/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import type { GridCell } from './grid/cell.ts';
import { noteIn } from './model/tables.ts';

/** Mistakes listed below a table. */
const LISTED = 5;

type CellNoteProps = {
  readonly cell: GridCell | undefined;
  /** Mistakes of the table. */
  readonly issues: readonly Issue[];
  readonly onPick: (path: string) => void;
};

/** What the chosen cell is about, what is wrong with it, and the way to the other mistakes of the table. */
export function CellNote({ cell, issues, onPick }: CellNoteProps) {
  const { t } = useTranslation('register');
  const language = useLanguage();
  const { column } = cell ?? {};
  const own = cell?.issues ?? [];
  const others = issues.filter((issue) => !own.includes(issue));
  return (
    <div className="cell-note">
      {column && (
        <p className="sub">
          <b>{column.label[language]}</b> {language === 'ja' && noteIn(column)}
        </p>
      )}
      <div role="status">
        {own.map((issue) => (
          <p key={issue.code} data-severity={issue.severity}>
            {issue.message[language]} <span className="sub">{issue.hint[language]}</span>
          </p>
        ))}
      </div>
      {others.length > 0 && (
        <ul className="other-issues">
          {others.slice(0, LISTED).map((issue) => (
            <li key={`${issue.code} ${issue.path}`}>
              <button type="button" className="link" onClick={() => onPick(issue.path)}>
                {issue.message[language]}
              </button>
            </li>
          ))}
          {others.length > LISTED && (
            <li className="sub">{t('errorsMore', { count: others.length - LISTED })}</li>
          )}
        </ul>
      )}
    </div>
  );
}
