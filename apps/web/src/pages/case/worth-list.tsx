import type { LiabilityJson } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMoneyText } from '../../parts/money.tsx';
import { PersonsForm } from './questions.tsx';
import { useStateFact } from './state-fact.ts';

type Question = LiabilityJson['questions'][number];
/** Questions shown: below them the money hardly moves. */
const SHOWN = 5;

/** Open questions, the one worth most first, with what would stay under each answer; answering states the fact. */
export function WorthList({
  id,
  questions,
  writes,
}: {
  readonly id: string;
  readonly questions: readonly Question[];
  readonly writes: boolean;
}) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const money = useMoneyText();
  const state = useStateFact(id);
  if (questions.length === 0) return <p className="sub">{t('worth.none')}</p>;
  return (
    <ul className="questions worth">
      {questions.slice(0, SHOWN).map(({ key, title, worth, answers }) => (
        <li key={key}>
          <p>
            {title[language]} <strong>{t('worth.upTo', { yen: money(worth) })}</strong>
          </p>
          <div className="answers">
            {answers.map(({ value, label, stays }) => {
              const name =
                label?.[language] ?? t('worth.persons', { number: Number(value).toLocaleString('en-US') });
              const words = t('worth.answer', { value: name, yen: money(stays.median) });
              return writes && label ? (
                <button
                  key={value}
                  type="button"
                  className="step-button"
                  onClick={() => state(key, FACT_OF[value] ?? value)}
                >
                  {words}
                </button>
              ) : (
                <span key={value} className="answer-words">
                  {words}
                </span>
              );
            })}
          </div>
          {writes && key === 'persons' && <PersonsForm answer={(value) => state(key, value)} />}
        </li>
      ))}
    </ul>
  );
}

const FACT_OF: Readonly<Record<string, boolean>> = { yes: true, no: false };
