import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { pathWords } from '../../parts/path-words.ts';

type DifferencesProps = { readonly company: string; readonly from: number; readonly to: number };

const MOST = 6;
const LONGEST = 40;

/** The first differences between two versions of a register, in words. */
export default function Differences(input: DifferencesProps) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const found = useQuery(orpc.companies.compare.queryOptions({ input })).data?.differences;
  if (!found) return null;
  return (
    <>
      <ul className="differences">
        {found.slice(0, MOST).map(({ path, kind, before, after }) => (
          <li key={path}>
            <span>{pathWords(path, language)}</span>{' '}
            <span className="sub">
              {kind === 'added' && t('changes.added', { after: short(after) })}
              {kind === 'removed' && t('changes.removed', { before: short(before) })}
              {kind === 'changed' && t('changes.changed', { before: short(before), after: short(after) })}
            </span>
          </li>
        ))}
      </ul>
      {found.length > MOST && <p className="sub">{t('changes.more', { count: found.length - MOST })}</p>}
    </>
  );
}

function short(value: unknown): string {
  const row = value as { name?: string; title?: string } | null;
  const text = typeof value === 'object' ? (row?.name ?? row?.title ?? JSON.stringify(value)) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
