import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Scroll } from '../../parts/scroll.tsx';
import type { ShownDifference } from './model/differences.ts';
import { type Speaker, shownValue } from './model/text.ts';

/** Rows shown before the rest is asked for. */
const SHOWN = 200;

/** Differences as a table: what, before, after. */
export function DifferenceTable({
  differences,
  speaker,
  caption,
}: {
  readonly differences: readonly ShownDifference[];
  readonly speaker: Speaker;
  readonly caption: string;
}) {
  const { t } = useTranslation('register');
  const language = useLanguage();
  if (differences.length === 0) return <p className="sub">{t('differences.none')}</p>;
  const value = (difference: ShownDifference, of: unknown) =>
    difference.column ? shownValue(difference.column.leaf, of, speaker) || t('differences.empty') : '';
  return (
    <Scroll label={caption} className="differences">
      <table className="small-table">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {(['where', 'field', 'before', 'after'] as const).map((head) => (
              <th key={head} scope="col" className="words">
                {t(`differences.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, SHOWN).map((difference) => (
            <tr key={difference.key} data-kind={difference.column ? undefined : difference.kind}>
              <th scope="row">
                <span className="sub">{difference.table[language]}</span> {difference.row}
              </th>
              {difference.column ? (
                <>
                  <td className="words">{difference.column.label[language]}</td>
                  <td className="words before">{value(difference, difference.before)}</td>
                  <td className="words after">{value(difference, difference.after)}</td>
                </>
              ) : (
                <td className="words" colSpan={3}>
                  {t(`differences.row.${difference.kind}`)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {differences.length > SHOWN && (
        <p className="sub">{t('differences.more', { count: differences.length - SHOWN })}</p>
      )}
    </Scroll>
  );
}
