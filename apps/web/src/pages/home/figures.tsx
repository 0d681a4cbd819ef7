import { Button } from '@mantine/core';
import type { Assessment } from '@sonae/assessment';
import { percentText } from '@sonae/documents/format';
import type { Company } from '@sonae/register';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Explain } from '../../parts/explain.tsx';
import { May } from '../../parts/may.tsx';
import { Money, Range, useMoneyText } from '../../parts/money.tsx';
import { Empty, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { today } from '../../parts/today.ts';
import { Working } from '../../parts/waiting.tsx';
import { readinessOf, type Share } from './readiness.ts';
import type { Home } from './use-home.ts';

type FiguresProps = { readonly home: Home; readonly company: Company; readonly withoutPersonal: boolean };

/** The first row: what is assumed, how much others pay, what stays against the tolerance, how ready we are. */
export function Figures({ home, company, withoutPersonal }: FiguresProps) {
  const { assessment } = home;
  return (
    <>
      {assessment ? <Amounts home={home} assessment={assessment} /> : <NoFigures home={home} />}
      <Ready company={company} withoutPersonal={withoutPersonal} />
    </>
  );
}

function NoFigures({ home }: { readonly home: Home }) {
  const { t } = useTranslation('home');
  const { calculate, mayRun, mayRead } = home;
  return (
    <Section title={t('figures.title')} span={8} accent="key">
      {calculate.isFetching ? (
        <Working />
      ) : calculate.error ? (
        <Problem error={calculate.error} retry={() => void calculate.refetch()} />
      ) : (
        mayRead && (
          <Empty title={t('figures.none')} text={mayRun ? t('figures.noneRun') : t('figures.noneAsk')}>
            {mayRun && <Button onClick={() => void calculate.refetch()}>{t('figures.run')}</Button>}
          </Empty>
        )
      )}
    </Section>
  );
}

function Amounts({ home, assessment }: { readonly home: Home; readonly assessment: Assessment }) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const { gross, contract, insurance } = assessment.waterfall;
  const others = contract + insurance;
  return (
    <>
      <Section title={t('assumed.title')} note={t('assumed.note')} span={3}>
        <p className="figure">
          <Explain
            label={t('assumed.title')}
            text={t('assumed.text')}
            inputs={assessment.heads
              .slice(0, 5)
              .map(({ name, gross: yen }) => ({ name, value: <Money yen={yen} /> }))}
            sources={assessment.sources}
            command={assessment.command}
          >
            <Money yen={gross} />
          </Explain>
        </p>
        <Stale home={home} />
      </Section>
      <Section title={t('others.title')} note={t('others.note')} span={3}>
        <p className="figure">
          <Explain
            label={t('others.title')}
            inputs={[
              { name: t('others.contract'), value: <Money yen={contract} /> },
              ...assessment.payers
                .filter(({ id }) => id !== 'own')
                .map(({ name, yen }) => ({ name, value: <Money yen={yen} /> })),
            ]}
            command={assessment.command}
          >
            <Money yen={others} />
          </Explain>
        </p>
        <p className="sub">
          {gross > 0 && t('others.share', { share: percentText(others / gross, language) })}
        </p>
      </Section>
      <Retained home={home} assessment={assessment} />
    </>
  );
}

function Retained({ home, assessment }: { readonly home: Home; readonly assessment: Assessment }) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const text = useMoneyText();
  const { yen, low, high } = assessment.headlines['100'];
  const { tolerance } = home;
  const isBeyond = tolerance !== undefined && yen > tolerance;
  const isOwnTolerance = tolerance === assessment.company.toleranceYen;
  const { beyondTolerance } = assessment;
  return (
    <Section title={t('retained.title')} note={t('retained.note')} span={3} accent="key">
      <p className="figure">
        <Explain
          label={t('retained.title')}
          text={t('retained.text')}
          sources={assessment.sources}
          command={assessment.command}
        >
          <Money yen={yen} />
        </Explain>
      </p>
      <p className="sub">
        <Range low={low} high={high} band />
      </p>
      {tolerance === undefined ? (
        <p className="sub">
          {t('retained.noTolerance')}{' '}
          <May needs="settings.write">
            <Link to="/settings">{t('retained.set')}</Link>
          </May>
        </p>
      ) : (
        <p className="against" data-beyond={isBeyond}>
          {t(isBeyond ? 'retained.beyond' : 'retained.within', { tolerance: text(tolerance) })}
          {isOwnTolerance && beyondTolerance !== undefined && (
            <span className="sub">
              {' '}
              {t('retained.chance', { share: percentText(beyondTolerance, language) })}
            </span>
          )}
        </p>
      )}
    </Section>
  );
}

function Stale({ home }: { readonly home: Home }) {
  const { t } = useTranslation('home');
  if (!home.isStale) return null;
  return (
    <div className="stale">
      <p>{t('stale.text')}</p>
      {home.mayRun && (
        <Button
          variant="default"
          size="xs"
          loading={home.calculate.isFetching}
          onClick={() => void home.calculate.refetch()}
        >
          {t('stale.run')}
        </Button>
      )}
    </div>
  );
}

function Ready({
  company,
  withoutPersonal,
}: {
  readonly company: Company;
  readonly withoutPersonal: boolean;
}) {
  const { t } = useTranslation('home');
  const { controls, controlsUnknown, contacts, rules, overdue } = readinessOf(
    company,
    today(),
    withoutPersonal,
  );
  return (
    <Section title={t('ready.title')} note={t('ready.note')} span={3}>
      <dl className="ready">
        <Counted term={t('ready.controls')} share={controls} />
        {contacts && <Counted term={t('ready.contacts')} share={contacts} />}
        <Counted term={t('ready.rules')} share={rules} />
      </dl>
      {controlsUnknown > 0 && <p className="sub">{t('ready.unknown', { count: controlsUnknown })}</p>}
      <p className={overdue > 0 ? 'late' : 'sub'}>
        {overdue > 0 ? t('ready.overdue', { count: overdue }) : t('ready.onTime')}
      </p>
    </Section>
  );
}

function Counted({ term, share: { done, of } }: { readonly term: string; readonly share: Share }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {done} / {of}
        <i className="ready-bar" aria-hidden="true" style={{ '--done': done / of } as object} />
      </dd>
    </div>
  );
}
