import { Button } from '@mantine/core';
import { percentText } from '@sonae/documents/format';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Money, Range } from '../../parts/money.tsx';
import { FIGURES } from './figure-ids.ts';
import { logShare } from './log-scale.ts';
import { type Figures, WHOLE } from './use-assessment.ts';

type LiveRangeProps = {
  readonly figures: Figures;
  readonly answered: number;
  readonly isWhole: boolean;
  readonly onWhole: () => void;
};

/** Ends of the scale: 10万円 and 100億円. */
const SCALE = [1e5, 1e10] as const;
const TICKS = [
  [1e5, 'e5'],
  [1e6, 'e6'],
  [1e7, 'e7'],
  [1e8, 'e8'],
  [1e9, 'e9'],
  [1e10, 'e10'],
] as const;

/** The range of what is known so far, on one logarithmic scale; moves with every answer. */
export function LiveRange({ figures, answered, isWhole, onWhole }: LiveRangeProps) {
  const { t } = useTranslation('questions');
  const language = useLanguage();
  const { assessment, progress, failed } = figures;
  const isBusy = progress !== undefined;
  return (
    <section className="card live-range" aria-labelledby="live-range">
      <h2 id="live-range">{t('range.title')}</h2>
      <p className="sub">{t('range.answered', { count: answered })}</p>
      <div aria-live="polite" aria-busy={isBusy}>
        {assessment &&
          FIGURES.map(({ headline, words }) => {
            const { yen, low, high } = assessment.headlines[headline];
            return (
              <div key={words} className="range-row">
                <p>
                  {t(`figures.${words}`)}{' '}
                  <b>
                    <Money yen={yen} />
                  </b>
                </p>
                <div className="range-track" aria-hidden="true">
                  <i
                    className="range-band"
                    style={{
                      insetInlineStart: `${logShare(low, SCALE) * 100}%`,
                      insetInlineEnd: `${(1 - logShare(high, SCALE)) * 100}%`,
                    }}
                  />
                  <i className="range-dot" style={{ insetInlineStart: `${logShare(yen, SCALE) * 100}%` }} />
                </div>
                <p className="sub">
                  <Range low={low} high={high} band />
                </p>
              </div>
            );
          })}
        {failed && <p role="alert">{t('failed')}</p>}
      </div>
      <div className="range-scale" aria-hidden="true">
        {TICKS.map(([yen, words]) => (
          <span key={yen} style={{ insetInlineStart: `${logShare(yen, SCALE) * 100}%` }}>
            {t(`ticks.${words}`)}
          </span>
        ))}
      </div>
      <div className="range-foot">
        <Button disabled={isWhole || answered === 0} onClick={onWhole}>
          {t('whole')}
        </Button>
        <span className="sub" role="status">
          {isBusy
            ? t('busy', { share: percentText(Math.round(progress * 100) / 100, language) })
            : t(assessment?.years === WHOLE.years ? 'wholeDone' : 'wholeHint')}
        </span>
      </div>
    </section>
  );
}
