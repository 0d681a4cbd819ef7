import type { Assessment } from '@sonae/assessment';
import { percentText } from '@sonae/documents/format';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { May } from '../../parts/may.tsx';
import { Section } from '../../parts/page.tsx';

const OTHERS = 4;

/** The one answer that would narrow the band most. */
export function QuestionCard({
  assessment,
  company,
}: {
  readonly assessment: Assessment;
  readonly company: string;
}) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const { nextQuestion, openQuestions } = assessment;
  const others = openQuestions.slice(1, 1 + OTHERS);
  return (
    <Section title={t('question.title')} span={4} accent="question" id="question">
      {nextQuestion ? (
        <>
          <p className="estimate-question">{nextQuestion.question[language]}</p>
          <p className="sub">
            {t('question.narrows', { years: 100, share: percentText(nextQuestion.narrowing, language) })}
          </p>
          <May needs="company.write">
            <p className="estimate-foot">
              <Link to="/c/$company/register" params={{ company }} search={{ ask: nextQuestion.id } as never}>
                {t('question.answer')}
              </Link>
            </p>
          </May>
          {others.length > 0 && (
            <details>
              <summary>{t('question.others', { count: others.length })}</summary>
              <ul className="estimate-questions">
                {others.map(({ id, question, narrowing }) => (
                  <li key={id}>
                    {question[language]}{' '}
                    <span className="sub">
                      {t('question.share', { share: percentText(narrowing, language) })}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      ) : (
        <p className="sub">{t('question.none')}</p>
      )}
    </Section>
  );
}
