import type { Assessment, Headline } from '@sonae/assessment';
import { countText, percentText, periodText } from '@sonae/documents/format';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Explain } from '../../parts/explain.tsx';
import { Money, Range, useMoneyText } from '../../parts/money.tsx';
import { useObservable } from '../../parts/observable.ts';
import { Section } from '../../parts/page.tsx';
import { useDifferenceText } from './texts.ts';
import type { LiveStore } from './use-estimate.ts';

type Props = {
  readonly assessment: Assessment;
  /** The estimate without changes, where changes are shown. */
  readonly before: Assessment | undefined;
  /** The changes in words. */
  readonly changed: readonly Input[];
  readonly live: LiveStore;
};
type Input = { readonly name: string; readonly value: string };

/** The three figures people remember: a nuisance year, a bad one, and the serious accident. */
export function HeadlineCards({ assessment, before, changed, live }: Props) {
  const { t } = useTranslation('estimate');
  const moving = useObservable(live);
  const { returnPeriod, company } = assessment;
  const nuisance = returnPeriod === 20 ? 100 : 20;
  const [first, second] = [Math.min(nuisance, returnPeriod), Math.max(nuisance, returnPeriod)];
  const figure = (period: number) => (
    <Figure
      key={period}
      title={t('headline.year', { years: period })}
      headline={assessment.headlines[period]}
      moving={moving?.headlines[period]}
      before={before?.headlines[period]}
      changed={changed}
      assessment={assessment}
      period={period}
    >
      {period === returnPeriod && (
        <Beyond
          assessment={assessment}
          probability={moving ? moving.beyondTolerance : assessment.beyondTolerance}
        />
      )}
      {period !== returnPeriod && (
        <Revenue
          yen={moving?.headlines[period] ?? assessment.headlines[period].yen}
          revenueYen={company.revenueYen}
        />
      )}
    </Figure>
  );
  return (
    <>
      {figure(first)}
      {figure(second)}
      <Figure
        title={t('headline.serious')}
        headline={assessment.headlines.serious}
        moving={undefined}
        isWaiting={moving !== undefined}
        before={before?.headlines.serious}
        changed={changed}
        assessment={assessment}
        period={undefined}
      >
        <Revenue yen={assessment.headlines.serious.yen} revenueYen={company.revenueYen} />
      </Figure>
    </>
  );
}

type FigureProps = {
  readonly title: string;
  readonly headline: Headline;
  readonly moving: number | undefined;
  readonly isWaiting?: boolean;
  readonly before: Headline | undefined;
  readonly changed: readonly Input[];
  readonly assessment: Assessment;
  readonly period: number | undefined;
  readonly children: React.ReactNode;
};

function Figure({
  title,
  headline,
  moving,
  isWaiting = false,
  before,
  changed,
  assessment,
  period,
  children,
}: FigureProps) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const { aside } = usePunctuation();
  const money = useMoneyText();
  const difference = useDifferenceText();
  const { years, seed, worlds, premiumYen, controlCostYen, modelVersion, command } = assessment;
  const yen = moving ?? headline.yen;
  const count = (n: number) => countText(n, language);
  const isMoving = moving !== undefined || isWaiting;
  const change = before && yen - before.yen;
  return (
    <Section
      title={title}
      span={4}
      accent={period === assessment.returnPeriod ? 'key' : undefined}
      note={t('headline.retained')}
    >
      <p className="figure" data-figure={period ?? 'serious'} data-yen={yen}>
        <Explain
          label={`${title}${aside(t('headline.retained'))}`}
          text={
            period === undefined
              ? t('headline.explain.serious')
              : t('headline.explain.year', {
                  years: count(years),
                  rank: count(years / period),
                  worlds: count(worlds),
                })
          }
          inputs={[
            { name: t('headline.explain.inputs.years'), value: count(years) },
            { name: t('headline.explain.inputs.seed'), value: seed },
            { name: t('headline.explain.inputs.worlds'), value: count(worlds) },
            { name: t('headline.explain.inputs.policies'), value: money(premiumYen, 'grouped') },
            { name: t('headline.explain.inputs.controls'), value: money(controlCostYen, 'grouped') },
            { name: t('headline.explain.inputs.model'), value: modelVersion },
            ...changed,
          ]}
          sources={assessment.sources.map((source) => ({
            ...source,
            certainty: source.certainty as 'verified',
          }))}
          // The command knows the register, not what was moved here.
          command={changed.length > 0 ? undefined : command}
        >
          <Money yen={yen} />
        </Explain>
      </p>
      <p className="estimate-band" data-waiting={isMoving || undefined}>
        {isMoving ? t('headline.settling') : <Range low={headline.low} high={headline.high} band />}
      </p>
      {children}
      {change !== undefined && (
        <p className="estimate-change">
          {change === 0 ? t('headline.same') : t('headline.against', { difference: difference(change) })}
        </p>
      )}
    </Section>
  );
}

function Revenue({ yen, revenueYen }: { readonly yen: number; readonly revenueYen: number | undefined }) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  if (!revenueYen) return null;
  return <p className="sub">{t('headline.revenue', { share: percentText(yen / revenueYen, language) })}</p>;
}

function Beyond({
  assessment,
  probability,
}: {
  readonly assessment: Assessment;
  readonly probability: number | undefined;
}) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const money = useMoneyText();
  const { toleranceYen } = assessment.company;
  if (toleranceYen === undefined || probability === undefined)
    return <p className="sub">{t('headline.noTolerance')}</p>;
  const yen = money(toleranceYen, 'grouped');
  if (probability === 0)
    return (
      <p className="sub">{t('headline.never', { yen, years: countText(assessment.years, language) })}</p>
    );
  return (
    <p className="sub" data-beyond={probability}>
      {t('headline.beyond', { yen, share: percentText(probability, language) })}
      {t('headline.beyondPeriod', { period: periodText(Math.round(1 / probability), language) })}
    </p>
  );
}
