import { Button } from '@mantine/core';
import type { Lever } from '@sonae/assessment';
import { countText } from '@sonae/documents/format';
import type { Company } from '@sonae/register';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { LeverRow } from './lever-row.tsx';
import type { Estimate } from './use-estimate.ts';
import { mainLevers } from './views/levers-view.ts';

type Props = {
  readonly estimate: Estimate;
  readonly document: Company | undefined;
  readonly children: React.ReactNode;
};

const GROUPS = {
  policies: ['limit', 'retention', 'waiting'],
  contracts: ['contract'],
  records: ['records'],
  controls: ['control'],
} as const satisfies Record<string, readonly Lever['kind'][]>;

/** The levers: what can be told at once from the years at hand, and what needs them played anew. */
export function LeversCard({ estimate, document, children }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const { base, changes, phase, run, touched } = estimate;
  const split = useMemo(() => base && mainLevers(base.levers, base.assessment), [base]);
  const isReady = phase.kind === 'ready' || phase.kind === 'settling' || phase.kind === 'moving';
  const years = countText(run.years, language);
  if (!base || !split)
    return (
      <Section title={t('levers.title')} span={8} note={t('levers.waiting')} id="levers">
        {children}
      </Section>
    );
  const row = (lever: Lever) => (
    <LeverRow
      key={lever.path}
      lever={lever}
      estimate={estimate}
      isReady={isReady}
      hint={monthsOf(document, lever, t)}
    />
  );
  const group = (levers: readonly Lever[], repriced: boolean) => {
    const some = levers.filter((lever) => lever.repriced === repriced);
    return (
      some.length > 0 && (
        <div className="lever-group">
          <p className="sub">{t(repriced ? 'levers.exact' : 'levers.replay', { years })}</p>
          {some.map(row)}
        </div>
      )
    );
  };
  const held = touched && base.levers.find(({ path }) => path === touched.path);
  return (
    <Section title={t('levers.title')} span={8} note={t('levers.note')} id="levers">
      {group(split.main, true)}
      {group(split.main, false)}
      <details className="lever-more">
        <summary>{t('levers.more', { count: split.more.length })}</summary>
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((name) => {
          const levers = split.more.filter(({ kind }) => (GROUPS[name] as readonly string[]).includes(kind));
          return (
            levers.length > 0 && (
              <div className="lever-group" key={name}>
                <h3>{t(`levers.${name}`)}</h3>
                {levers.map(row)}
              </div>
            )
          );
        })}
      </details>
      <div className="actions">
        <Button variant="default" size="xs" disabled={!estimate.canUndo} onClick={estimate.undo}>
          {t('levers.undo')}
        </Button>
        <Button variant="default" size="xs" disabled={!estimate.canRedo} onClick={estimate.redo}>
          {t('levers.redo')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={changes.length === 0}
          onClick={() => estimate.change([])}
        >
          {t('levers.reset')}
        </Button>
        {held && (
          <span className="sub">
            {t('levers.touched', { touched: countText(touched.years, language), years })}
          </span>
        )}
      </div>
      <p className="sub">{t('levers.premium')}</p>
      {children}
    </Section>
  );
}

/** Fewer persons held as fewer months kept, where the register says how long they are kept. */
function monthsOf(
  document: Company | undefined,
  lever: Lever,
  t: ReturnType<typeof useTranslation<'estimate'>>['t'],
): ((value: number) => string | undefined) | undefined {
  if (lever.kind !== 'records' || typeof lever.value !== 'number') return undefined;
  const months = document?.assets?.find(({ id }) => lever.path === `assets.${id}.persons`)?.retentionMonths;
  const all = lever.value;
  if (typeof months !== 'number') return undefined;
  return (value) =>
    value === all
      ? undefined
      : t('levers.months', { months: Math.max(1, Math.round((months * value) / all)) });
}
