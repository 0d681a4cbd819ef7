import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { UnreadPage } from '../../parts/unread-page.tsx';
import { useAction } from '../../parts/use-action.ts';
import { Flowchart } from './flowchart.tsx';
import { StepList } from './step-list.tsx';
import './playbooks.css';

/** One playbook: its flowchart, its steps in words with the same numbers, and the manual for paper. */
export default function PlaybookPage() {
  const { t } = useTranslation('response');
  const language = useLanguage();
  const { playbook = '' } = useParams({ strict: false });
  const query = useQuery(orpc.playbooks.get.queryOptions({ input: { playbook, language } }));
  const print = useAction(async () => {
    const file = await api.playbooks.manual({ playbook, language });
    saveFile(file, `${playbook}.pdf`);
  });
  if (!query.data) return <UnreadPage title={t('playbooks.title')} query={query} />;
  const { svg, manual } = query.data;
  return (
    <>
      <PageTitle title={manual.title[language]} lead={manual.description[language]}>
        <Link to="/playbooks">{t('playbooks.all')}</Link>
        <button type="button" className="step-button" disabled={print.isBusy} onClick={() => print.run()}>
          {t('playbooks.print')}
        </button>
      </PageTitle>
      {print.error !== undefined && <Problem error={print.error} />}
      <div className="cards">
        <Section title={t('playbooks.flow')} note={t('playbooks.flowNote')} span={6}>
          <Flowchart svg={svg} label={t('playbooks.flowLabel')} />
        </Section>
        <Section title={t('playbooks.inWords')} span={6}>
          {manual.questions.length > 0 && (
            <details>
              <summary>{t('playbooks.questions', { count: manual.questions.length })}</summary>
              <ul className="plain-list">
                {manual.questions.map((question) => (
                  <li key={question.ja}>{question[language]}</li>
                ))}
              </ul>
            </details>
          )}
          <StepList steps={manual.steps} />
        </Section>
      </div>
    </>
  );
}
