import { percentText } from '@sonae/documents/format';
import type { Company } from '@sonae/register';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Money } from '../../parts/money.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Calculation } from '../../parts/use-calculation.ts';
import { contractGaps } from './model/contracts.ts';
import type { ContractHandlers } from './worker.ts';

type GapsProps = {
  readonly document: Company;
  readonly calculation: Calculation<ReturnType<ContractHandlers['exposure']>>;
};

/** The ten partners towards whom most is left to pay after the contracts. */
export function Gaps({ document, calculation: { result, progress, error } }: GapsProps) {
  const { t } = useTranslation('contracts');
  const language = useLanguage();
  const { dotted } = usePunctuation();
  if (error) return <Problem error={error} />;
  if (!result)
    return progress === undefined ? null : (
      <div className="working">
        <progress value={progress} max={1} aria-label={t('working')} />
        <span className="sub">{t('progress', { percent: Math.floor(progress * 100) })}</span>
      </div>
    );
  const gaps = contractGaps(document, result.rows);
  if (gaps.length === 0) return <p className="sub">{t('gaps.none')}</p>;
  const most = Math.max(...gaps.map(({ claimed }) => claimed));
  return (
    <>
      <ol className="gaps">
        {gaps.map(({ partner, name, claimed, owed, probability, reasons }) => (
          <li key={partner}>
            <div>
              <b data-own-words>{name}</b>
              <p className="sub">{dotted(reasons.map((reason) => t(`reasons.${reason}`)))}</p>
            </div>
            <span className="gap-bar" aria-hidden="true" style={{ width: `${(100 * claimed) / most}%` }}>
              <i style={{ width: `${(100 * owed) / claimed}%` }} />
            </span>
            <p className="gap-yen">
              <Money yen={owed} />
              <small className="sub">
                {t('gaps.claimed')} <Money yen={claimed} />
              </small>
              <small className="sub">{t('gaps.chance', { share: percentText(probability, language) })}</small>
            </p>
          </li>
        ))}
      </ol>
      <p className="sub">
        {t('foot', {
          period: result.returnPeriod,
          years: result.years.toLocaleString('en-US'),
          seed: result.seed,
        })}
      </p>
    </>
  );
}
