import type { Language } from '@sonae/core';
import { causeOf } from '@sonae/knowledge';
import type { CaseRoomJson } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { timeText } from '../../parts/dates.ts';
import { KINDS, type Kind } from '../cases/kinds.ts';
import { useAssetName } from './asset-name.ts';
import { useFactName } from './fact-name.ts';

type Fact = CaseRoomJson['facts'][number];

/** A value as people read it. */
export function useFactValue(): (key: string, value: unknown) => string {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const assetName = useAssetName();
  return (key, value) => {
    if (value === true || value === 'yes') return t('questions.yes');
    if (value === false || value === 'no') return t('questions.no');
    if (value === 'unknown') return t('questions.unknown');
    if (key === 'kind' && KINDS.includes(value as Kind)) return t(`kinds.${value as Kind}`);
    if (key === 'role' && (value === 'controller' || value === 'processor')) return t(`facts.role.${value}`);
    if (key === 'asset') return assetName(String(value));
    if (key === 'persons' && typeof value === 'object') return personsText(value as PersonsRange, language);
    if (key === 'cause') return causeOf(String(value))?.[language] ?? String(value);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))
      return timeText(Date.parse(value), language);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

type PersonsRange = { readonly atLeast?: number; readonly atMost?: number } | null;

/** 1,000〜40,000; an open end stays open. */
function personsText(range: PersonsRange, language: Language): string {
  const [least, most] = [range?.atLeast, range?.atMost].map((end) => end?.toLocaleString('en-US') ?? '');
  return `${least}${language === 'ja' ? '〜' : '–'}${most}`;
}

/** What is known, who said so and how sure they were; earlier statements open. */
export function FactTable({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { aside, dotted } = usePunctuation();
  const name = useFactName();
  const valueText = useFactValue();
  if (facts.length === 0) return <p className="sub">{t('facts.none')}</p>;
  return (
    <div>
      <table className="small-table facts">
        <thead>
          <tr>
            <th scope="col">{t('facts.key')}</th>
            <th scope="col">{t('facts.value')}</th>
            <th scope="col">{t('facts.source')}</th>
            <th scope="col">{t('facts.at')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ key, value, source, confidence, asOf, before }) => (
            <tr key={key}>
              <th scope="row">{name(key)}</th>
              <td>
                {valueText(key, value)}
                {before.length > 0 && (
                  <details>
                    <summary>{t('facts.before', { count: before.length })}</summary>
                    <ul>
                      {before.map((earlier) => (
                        <li key={`${earlier.asOf} ${JSON.stringify(earlier.value)}`}>
                          {valueText(key, earlier.value)}
                          {aside(earlier.source)}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </td>
              <td>{dotted([source, t(`facts.confidence.${confidence}`)])}</td>
              <td>{timeText(asOf, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
