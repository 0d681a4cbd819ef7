import { percentText } from '@sonae/documents/format';
import type { LiabilityJson } from '@sonae/operations/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Money, Range } from '../../parts/money.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { BandBar } from './band-bar.tsx';

/** Rows shown at first. */
const SHOWN = 6;

/** Heads of loss, the dearest first: in how many courses each arises, its band, and the band drawn beside. */
export function HeadTable({ heads }: { readonly heads: LiabilityJson['heads'] }) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const [isAll, setAll] = useState(false);
  const arising = heads.filter(({ band }) => band.high > 0);
  const most = Math.max(0, ...arising.map(({ band }) => band.high));
  const shown = isAll ? arising : arising.slice(0, SHOWN);
  return (
    <>
      <Scroll label={t('live.heads')}>
        <table className="small-table live-heads">
          <caption className="hidden">{t('live.heads')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('live.head')}</th>
              <th scope="col" className="arises">
                {t('live.arises')}
              </th>
              <th scope="col">{t('live.median')}</th>
              <th scope="col">{t('live.band')}</th>
              <th scope="col" className="band-cell">
                <span className="hidden">{t('live.picture')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ head, title, share, band }) => (
              <tr key={head}>
                <th scope="row">{title[language]}</th>
                <td className="arises">{percentText(share, language)}</td>
                <td>
                  <Money yen={band.median} />
                </td>
                <td>
                  <Range low={band.low} high={band.high} />
                </td>
                <td className="band-cell">
                  <BandBar band={band} most={most} tone="gross" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {arising.length > SHOWN && (
        <button type="button" className="link no-print" onClick={() => setAll(!isAll)}>
          {isAll ? t('live.less') : t('live.more', { count: arising.length - SHOWN })}
        </button>
      )}
    </>
  );
}
