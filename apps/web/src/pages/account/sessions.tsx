import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem, useProblemText } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { sayProblem } from '../../parts/toasts.tsx';

/** Where I am signed in; what I do not know I can end. */
export function Sessions() {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const problem = useProblemText();
  const { data, error, refetch } = useQuery(orpc.session.list.queryOptions({ meta: { keep: false } }));
  const end = async (session: string) => {
    try {
      await api.session.revoke({ session });
    } catch (failed) {
      sayProblem(problem(failed));
    }
    await refetch();
  };
  return (
    <Section title={t('sessions.title')} note={t('sessions.note')}>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && (
        <SmallTable
          caption={t('sessions.title')}
          head={[t('sessions.device'), t('sessions.address'), t('sessions.since'), t('sessions.until'), '']}
          rows={data.sessions.map(({ id, userAgent, ipAddress, createdAt, expiresAt, current }) => [
            deviceOf(userAgent) || t('sessions.unknown'),
            ipAddress ?? '–',
            timeText(createdAt, language),
            timeText(expiresAt, language),
            current ? (
              <span key={id} className="sub">
                {t('sessions.here')}
              </span>
            ) : (
              <Button key={id} size="xs" variant="default" onClick={() => void end(id)}>
                {t('sessions.end')}
              </Button>
            ),
          ])}
        />
      )}
    </Section>
  );
}

/** Browser and system out of the line a browser introduces itself with. */
function deviceOf(userAgent: string | null): string {
  const browser = /(Edg|Firefox|Chrome|Safari)/.exec(userAgent ?? '')?.[0].replace('Edg', 'Edge');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent ?? '')?.[0];
  return [browser, system].filter(Boolean).join(' / ');
}
