import { type Issue, type Severity, sortIssues } from '@sonae/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** What is wrong with an input, worst first: where it is (the cell of a workbook, a line, a path), and how to mend it. */
export function IssueList({
  issues,
  onPick,
}: {
  readonly issues: readonly Issue[];
  /** Leads to the place; without it the place is text. */
  readonly onPick?: (issue: Issue) => void;
}) {
  const { t } = useTranslation('parts');
  const language = useLanguage();
  if (issues.length === 0) return <p className="sub">{t('issues.none')}</p>;
  const place = ({ cell, line, path }: Issue) =>
    cell !== undefined ? t('issues.cell', { cell }) : line !== undefined ? t('issues.line', { line }) : path;
  return (
    <ul className="issues">
      {ORDER.flatMap((severity) =>
        sortIssues(issues.filter((issue) => issue.severity === severity)).map((issue) => (
          <li key={`${issue.code} ${issue.path} ${issue.cell ?? ''}`} data-severity={severity}>
            <span className="issue-mark">{t(`issues.${severity}`)}</span>
            <div>
              <p>
                {onPick ? (
                  <button type="button" className="link" onClick={() => onPick(issue)}>
                    {place(issue)}
                  </button>
                ) : (
                  <span className="issue-place">{place(issue)}</span>
                )}{' '}
                {issue.message[language]}
              </p>
              <p className="sub">{issue.hint[language]}</p>
            </div>
          </li>
        )),
      )}
    </ul>
  );
}
