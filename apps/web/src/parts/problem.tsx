import { Button } from '@mantine/core';
import type { Issue, Text } from '@sonae/core';
import { isDefinedError } from '@sonae/operations/client';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';
import { IssueList } from './issue-list.tsx';

/** Why something did not work, in words: what the server said, or what can be said from here. */
export function Problem({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation('parts');
  const language = useLanguage();
  const issues = issuesOf(error);
  const said = saidOf(error);
  return (
    <div className="problem" role="alert">
      <p className="problem-title">
        {said?.message[language] ?? (issues ? t('problem.title') : reason(error, t))}
      </p>
      {said?.hint && <p className="sub">{said.hint[language]}</p>}
      {issues && <IssueList issues={issues} />}
      {retry && (
        <Button variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

/** One line for a toast. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('parts');
  const language = useLanguage();
  return (error) => saidText(error)?.[language] ?? reason(error, t);
}

/** The issues of a refused document. */
export function issuesOf(error: unknown): readonly Issue[] | undefined {
  const data = isDefinedError(error) ? (error as { data?: { issues?: readonly Issue[] } }).data : undefined;
  return data?.issues;
}

/** What the server said in one line; undefined where it said nothing. */
export const saidText = (error: unknown): Text | undefined =>
  saidOf(error)?.message ?? issuesOf(error)?.[0]?.message;

function saidOf(error: unknown): { readonly message: Text; readonly hint?: Text } | undefined {
  const data = isDefinedError(error) ? (error as { data?: { message?: Text; hint?: Text } }).data : undefined;
  return data?.message ? { message: data.message, hint: data.hint } : undefined;
}

function reason(error: unknown, t: TFunction<'parts'>): string {
  if ((error as { status?: number })?.status === 429) return t('problem.tooMany');
  return error instanceof TypeError ? t('problem.offline') : t('problem.unexpected');
}
