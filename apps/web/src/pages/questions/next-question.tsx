import { Button, TextInput } from '@mantine/core';
import type { Assessment } from '@sonae/assessment';
import { percentText } from '@sonae/documents/format';
import { controlOf } from '@sonae/knowledge';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import type { Typed } from './answers.ts';

type NextQuestionProps = {
  readonly question: Assessment['nextQuestion'];
  readonly typed: Typed;
  readonly onChange: (part: Partial<Typed>) => void;
};

/** The one question whose answer narrows the range most, with how much; answered right here where it can be. */
export function NextQuestion({ question, typed, onChange }: NextQuestionProps) {
  const { t } = useTranslation('questions');
  const language = useLanguage();
  if (!question) {
    return (
      <Section title={t('next.title')} span={5}>
        <p>{t('next.none')}</p>
      </Section>
    );
  }
  const { id, narrowing } = question;
  const isNumber = id === 'staff' || id === 'workWithoutSystemsDays';
  return (
    <Section title={t('next.title')} span={5} accent="question">
      <p className="next-question">{question.question[language]}</p>
      <p className="sub">{t('next.narrowing', { share: percentText(narrowing, language) })}</p>
      {isNumber ? (
        <NumberAnswer
          key={id}
          label={question.question[language]}
          onAnswer={(text) => onChange({ [id]: text })}
        />
      ) : controlOf(id) ? (
        <div className="actions">
          {(['yes', 'no'] as const).map((answer) => (
            <Button
              key={answer}
              variant="default"
              onClick={() => onChange({ more: { ...typed.more, [id]: answer } })}
            >
              {t(answer === 'yes' ? 'next.yes' : 'next.no')}
            </Button>
          ))}
        </div>
      ) : (
        <p className="sub">{t('next.register')}</p>
      )}
    </Section>
  );
}

function NumberAnswer({
  label,
  onAnswer,
}: {
  readonly label: string;
  readonly onAnswer: (text: string) => void;
}) {
  const { t } = useTranslation('questions');
  const [text, setText] = useState('');
  return (
    <form
      className="actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onAnswer(text);
      }}
    >
      <TextInput
        aria-label={label}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('next.answer')}
      </Button>
    </form>
  );
}
