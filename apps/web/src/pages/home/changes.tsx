import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { useMoneyText } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';
import { Loading } from '../../parts/waiting.tsx';
import type { Home } from './use-home.ts';

const Differences = lazy(() => import('./differences.tsx'));

/** What changed last: in the register, and in the figure of the 1-in-100 year since the result before. */
export function Changes({ id, home }: { readonly id: string; readonly home: Home }) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const text = useMoneyText();
  const versions = useQuery(orpc.companies.versions.queryOptions({ input: { company: id } })).data?.versions;
  const sorted = versions?.toSorted((a, b) => b.version - a.version);
  const [latest, before] = sorted ?? [];
  const { assessment, earlier } = home;
  const was = earlier?.headlines['100']?.yen;
  const now = assessment?.headlines['100'].yen;
  return (
    <Section title={t('changes.title')}>
      {was !== undefined && now !== undefined && was !== now && (
        <p>{t('changes.figure', { was: text(was), now: text(now) })}</p>
      )}
      {latest && before ? (
        <>
          <p className="sub">{t('changes.at', { at: timeText(latest.writtenAt, language) })}</p>
          <Suspense fallback={<Loading />}>
            <Differences company={id} from={before.version} to={latest.version} />
          </Suspense>
        </>
      ) : (
        latest && <p className="sub">{t('changes.first', { at: timeText(latest.writtenAt, language) })}</p>
      )}
    </Section>
  );
}
