import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { useAction } from '../../parts/use-action.ts';
import { Hindered, ownDigest, subscribeHere, unsubscribeHere } from './device-push.ts';

/** Notices of deadlines on my devices; a device asks for permission only when its button is pressed. */
export function Notices() {
  const may = useMay('case.read');
  return may ? <Devices /> : null;
}

function Devices() {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const { data, error, refetch } = useQuery(orpc.push.state.queryOptions({ meta: { keep: false } }));
  const { data: own = null } = useQuery({
    queryKey: ['own-push'],
    queryFn: async () => (await ownDigest()) ?? null,
    meta: { keep: false },
  });
  const again = () => refetch();
  const begin = useAction(async (key: string) => {
    await subscribeHere(key, language);
    await again();
  });
  const end = useAction(async (subscription: string, isHere: boolean) => {
    await api.push.unsubscribe({ subscription });
    if (isHere) await unsubscribeHere();
    await again();
  });
  if (data && data.key === null) return null;
  const key = data?.key;
  const isOn = data?.devices.some(({ digest }) => digest === own) ?? false;
  return (
    <Section title={t('notices.title')} note={t('notices.note')}>
      <div className="notices">
        {error && <Problem error={error} retry={() => void refetch()} />}
        {data && data.devices.length > 0 && (
          <SmallTable
            caption={t('notices.title')}
            head={[t('notices.device'), t('notices.since'), '']}
            words={[1]}
            rows={data.devices.map(({ id, digest, since }) => [
              digest === own ? t('notices.here') : t('notices.other'),
              timeText(since, language),
              <Button
                key={id}
                size="xs"
                variant="default"
                disabled={end.isBusy}
                onClick={() => end.run(id, digest === own)}
              >
                {t('notices.stop')}
              </Button>,
            ])}
          />
        )}
        {end.error !== undefined && <Problem error={end.error} />}
        {begin.error instanceof Hindered ? (
          <p role="alert">{t(`notices.${begin.error.why}`)}</p>
        ) : (
          begin.error !== undefined && <Problem error={begin.error} />
        )}
        {typeof key === 'string' && !isOn && (
          <Button variant="default" loading={begin.isBusy} onClick={() => begin.run(key)}>
            {t('notices.start')}
          </Button>
        )}
      </div>
    </Section>
  );
}
