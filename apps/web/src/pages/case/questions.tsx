import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFactName } from './fact-name.ts';
import { useStateFact } from './state-fact.ts';

type Question = { readonly fact: string; readonly decides: readonly string[] };
/** Questions shown at a time: a person under stress answers one. */
const SHOWN = 4;

/** The open questions, the one that decides most first; unknown is an answer. */
export function Questions({
  id,
  questions,
  writes,
}: {
  readonly id: string;
  readonly questions: readonly Question[];
  readonly writes: boolean;
}) {
  const { t } = useTranslation('cases');
  const factName = useFactName();
  const answer = useStateFact(id);
  if (questions.length === 0) return <p className="sub">{t('questions.none')}</p>;
  return (
    <ul className="questions">
      {questions.slice(0, SHOWN).map(({ fact, decides }) => (
        <li key={fact}>
          <p>
            {factName(fact)} <span className="sub">{t('questions.decides', { count: decides.length })}</span>
          </p>
          {writes && <Answers fact={fact} answer={(value) => answer(fact, value)} />}
        </li>
      ))}
    </ul>
  );
}

function Answers({
  fact,
  answer,
}: {
  readonly fact: string;
  readonly answer: (value: string | number | boolean) => void;
}) {
  const { t } = useTranslation('cases');
  if (fact === 'persons') return <PersonsForm answer={answer} />;
  const choices: readonly (readonly [string, string | boolean])[] =
    fact === 'role'
      ? [
          [t('facts.role.controller'), 'controller'],
          [t('facts.role.processor'), 'processor'],
        ]
      : fact === 'cards'
        ? [
            [t('questions.yes'), 'yes'],
            [t('questions.no'), 'no'],
            [t('questions.unknown'), 'unknown'],
          ]
        : [
            [t('questions.yes'), true],
            [t('questions.no'), false],
            [t('questions.unknown'), 'unknown'],
          ];
  return (
    <div className="answers">
      {choices.map(([label, value]) => (
        <button key={label} type="button" className="step-button" onClick={() => answer(value)}>
          {label}
        </button>
      ))}
    </div>
  );
}

/** Asks for the number of persons. */
export function PersonsForm({ answer }: { readonly answer: (persons: number) => void }) {
  const { t } = useTranslation('cases');
  const [persons, setPersons] = useState('');
  return (
    <form
      className="answers"
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d+$/.test(persons)) answer(Number(persons));
      }}
    >
      <label className="field-row">
        {t('questions.persons')}
        <input inputMode="numeric" value={persons} onChange={(event) => setPersons(event.target.value)} />
      </label>
      <button type="submit" className="step-button">
        {t('questions.save')}
      </button>
    </form>
  );
}
