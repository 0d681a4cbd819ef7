import type { Adviser } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { dayText } from '../../parts/dates.ts';
import { Problem } from '../../parts/problem.tsx';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { today } from '../../parts/today.ts';
import { useAction } from '../../parts/use-action.ts';
import { AdviserForm } from './adviser-form.tsx';

type Link = Awaited<ReturnType<typeof api.expertLinks.list>>['links'][number];

/** Counsel and experts of this case: who, of which firm, for what, since when, and which read-only link they hold. */
export function Advisers({
  id,
  advisers,
  writes,
}: {
  readonly id: string;
  readonly advisers: readonly Adviser[];
  readonly writes: boolean;
}) {
  const { t } = useTranslation('case-room');
  const [edited, setEdited] = useState<Adviser | 'new'>();
  const maySeeLinks = useMay('expert-link.read');
  const { data, refetch } = useQuery(orpc.expertLinks.list.queryOptions({ enabled: maySeeLinks }));
  // Whoever is of the case now comes before those who have left.
  const sorted = [...advisers].sort((a, b) => Number(a.until !== undefined) - Number(b.until !== undefined));
  return (
    <div className="advisers">
      {advisers.length === 0 && <p className="sub">{t('advisers.none')}</p>}
      {advisers.length > 0 && (
        <ol className="said">
          {sorted.map((adviser) => (
            <AdviserRow
              key={adviser.adviser}
              id={id}
              adviser={adviser}
              link={data?.links.find((link) => link.id === adviser.link)}
              writes={writes}
              onEdit={() => setEdited(adviser)}
              onLink={() => void refetch()}
            />
          ))}
        </ol>
      )}
      {writes && edited === undefined && (
        <button type="button" className="step-button no-print" onClick={() => setEdited('new')}>
          {t('advisers.add')}
        </button>
      )}
      {edited !== undefined && (
        <AdviserForm
          key={edited === 'new' ? edited : edited.adviser}
          id={id}
          before={edited === 'new' ? undefined : edited}
          onDone={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function AdviserRow({
  id,
  adviser,
  link,
  writes,
  onEdit,
  onLink,
}: {
  readonly id: string;
  readonly adviser: Adviser;
  readonly link: Link | undefined;
  readonly writes: boolean;
  readonly onEdit: () => void;
  readonly onLink: () => void;
}) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const { aside, dotted } = usePunctuation();
  const mayLink = useMay('expert-link.write');
  const [made, setMade] = useState<string>();
  const { name, firm, area, since, until, reach, reason } = adviser;
  const day = (date: string) => dayText(new Date(`${date}T00:00:00+09:00`), language);
  const who = firm === undefined ? name : `${name}${aside(firm)}`;
  const isOpen = link !== undefined && link.revokedAt === null && link.expiresAt.getTime() > Date.now();
  const give = useAction(async () => {
    const given = await api.expertLinks.create({ label: who, cases: [id] });
    setMade(given.link);
    const { until: _, reason: __, ...kept } = adviser;
    await writeEntry(id, { kind: 'adviser', ...kept, link: given.id });
    onLink();
  });
  const linkState = () => {
    if (adviser.link === undefined) return t('advisers.noLink');
    if (!link) return t('advisers.hasLink');
    return isOpen
      ? t('advisers.linkUntil', { until: dayText(link.expiresAt, language) })
      : t('advisers.linkOver');
  };
  return (
    <li data-left={until !== undefined}>
      <span className="sub">{supportAreaOf(area)?.[language] ?? area}</span>
      <strong>{who}</strong>
      {reach !== undefined && <span>{reach}</span>}
      <span className="sub">
        {until === undefined
          ? t('advisers.since', { day: day(since) })
          : dotted([t('advisers.between', { from: day(since), until: day(until) }), reason])}
      </span>
      {until === undefined && <span className="sub">{linkState()}</span>}
      <ShownOnce title={t('advisers.link')} link={made} />
      {give.error !== undefined && <Problem error={give.error} />}
      {writes && until === undefined && (
        <span className="actions no-print">
          <button type="button" className="link" onClick={onEdit}>
            {t('advisers.edit')}
          </button>
          {mayLink && !isOpen && (
            <button type="button" className="link" disabled={give.isBusy} onClick={() => give.run()}>
              {t('advisers.give')}
            </button>
          )}
          <ConfirmButton
            size="compact-sm"
            variant="subtle"
            fw={400}
            question={t(isOpen ? 'advisers.leaveWithLink' : 'advisers.leaveQuestion', { name })}
            onConfirm={async () => {
              if (isOpen && mayLink) await api.expertLinks.revoke({ link: link.id }).then(onLink);
              await writeEntry(id, {
                kind: 'adviser.left',
                adviser: adviser.adviser,
                until: today(),
                reason: t('advisers.left'),
              });
            }}
          >
            {t('advisers.leave')}
          </ConfirmButton>
        </span>
      )}
    </li>
  );
}
