import type { LiabilityJson } from '@sonae/operations/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Money, Range, useMoneyText } from '../../parts/money.tsx';
import { Empty, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Working } from '../../parts/waiting.tsx';
import { BandBar } from './band-bar.tsx';
import { HeadTable } from './head-table.tsx';
import { useStateFact } from './state-fact.ts';
import { WorthList } from './worth-list.tsx';

/** What the case may come to, by the facts so far: range, insurance, heads, what questions are worth, what a late notice costs. */
export function LiabilityCards({
  id,
  asset,
  writes,
}: {
  readonly id: string;
  readonly asset: string | undefined;
  readonly writes: boolean;
}) {
  const { t } = useTranslation('case-room');
  const state = useStateFact(id);
  const { data, error, isFetching, refetch } = useQuery(
    // The last answer stays in sight while a new fact is worked out.
    orpc.cases.liability.queryOptions({ input: { case: id } }),
  );
  const live = data?.liability;
  const company = data?.company;
  if (!data || !live || !company)
    return (
      <Section title={t('live.title')} id="liability">
        {error ? (
          <Problem error={error} retry={() => void refetch()} />
        ) : data ? (
          <Empty title={t('live.noneTitle')} text={t('live.none')} />
        ) : (
          <Working />
        )}
      </Section>
    );
  return (
    <>
      <Section title={t('live.title')} note={t('live.note', { count: live.courses })} span={7} id="liability">
        {isFetching && <p className="sub live-again">{t('live.again')}</p>}
        {live.wide && <p className="sub">{t('live.wide')}</p>}
        {company.policies === 0 && <p className="sub">{t('live.noPolicies')}</p>}
        {writes && company.assets.length > 1 && (
          <label className="field-row live-asset">
            {t('live.asset')}
            <select value={asset ?? 'unknown'} onChange={(event) => state('asset', event.target.value)}>
              <option value="unknown">{t('live.anyAsset')}</option>
              {company.assets.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Position live={live} />
        <h3>{t('live.heads')}</h3>
        <HeadTable heads={live.heads} />
      </Section>
      <Section title={t('worth.title')} note={t('worth.note')} span={5} accent="question">
        <WorthList id={id} questions={live.questions} writes={writes} />
        <LateNotice late={live.lateNotice} />
      </Section>
    </>
  );
}

const ROWS = [
  ['gross', 'gross'],
  ['insurer', 'insurance'],
  ['stays', 'retained'],
] as const;

/** Loss, what insurers pay of it, what stays: on one scale. */
function Position({ live }: { readonly live: LiabilityJson }) {
  const { t } = useTranslation('case-room');
  const money = useMoneyText();
  const most = Math.max(...ROWS.map(([name]) => live[name].high));
  return (
    <div className="live-position">
      <dl>
        {ROWS.map(([name, tone]) => (
          <div key={name} data-row={name}>
            <dt>{t(`live.${name}`)}</dt>
            <dd>
              <span className="figure">
                <Range low={live[name].low} high={live[name].high} />
              </span>
              <BandBar band={live[name]} most={most} tone={tone} />
              <span className="sub">
                {t('live.median')} <Money yen={live[name].median} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="sub live-scale">{t('live.scale', { most: money(most) })}</p>
    </div>
  );
}

function LateNotice({ late }: { readonly late: LiabilityJson['lateNotice'] }) {
  const { t } = useTranslation('case-room');
  const money = useMoneyText();
  const language = useLanguage();
  if (!late) return null;
  const gap = language === 'en' ? ' ' : '';
  const words = [
    late.presumed > 0 ? t('live.latePresumed', { presumed: money(late.presumed) }) : t('live.lateNone'),
    ...(late.worst > Math.max(0, late.presumed) ? [t('live.lateWorst', { worst: money(late.worst) })] : []),
  ];
  return (
    <div className="late-notice">
      <h3>{t('live.late', { days: late.days })}</h3>
      <p>{words.join(gap)}</p>
    </div>
  );
}
