import type { Assessment } from '@sonae/assessment';
import { countText } from '@sonae/documents/format';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { useMoneyText } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { useDifferenceText } from './texts.ts';

type Props = { readonly company: string; readonly version: number; readonly assessment: Assessment };

/** What has changed since an estimate that was kept: its figures, and the register behind them. */
export function SinceCard({ company, version, assessment }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const [since, setSince] = useAddress('since', '');
  const kept =
    useQuery(orpc.companies.assessments.queryOptions({ input: { company } })).data?.assessments ?? [];
  const chosen = kept.find(({ id }) => id === since) ?? kept[0];
  return (
    <Section title={t('since.title')} span={8} note={t('since.note')} id="since">
      {chosen ? (
        <>
          <label className="estimate-pick no-print">
            {t('since.choose')}
            <select value={chosen.id} onChange={(event) => setSince(event.currentTarget.value)}>
              {kept.map((one) => (
                <option key={one.id} value={one.id}>
                  {t('since.option', {
                    when: timeText(one.createdAt, language),
                    version: one.companyVersion,
                    years: countText(one.years, language),
                  })}
                </option>
              ))}
            </select>
          </label>
          <Figures company={company} id={chosen.id} assessment={assessment} />
          <Register company={company} from={chosen.companyVersion} to={version} />
        </>
      ) : (
        <p className="sub">{t('since.empty')}</p>
      )}
    </Section>
  );
}

function Figures({
  company,
  id,
  assessment,
}: {
  readonly company: string;
  readonly id: string;
  readonly assessment: Assessment;
}) {
  const { t } = useTranslation('estimate');
  const money = useMoneyText();
  const difference = useDifferenceText();
  const { data } = useQuery(orpc.companies.assessment.queryOptions({ input: { company, assessment: id } }));
  if (!data) return null;
  const before = data.assessment;
  const period = assessment.returnPeriod;
  const rows: [string, number | undefined, number | undefined][] = [
    [t('headline.year', { years: 20 }), before.headlines['20']?.yen, assessment.headlines['20']?.yen],
    [t('headline.year', { years: 100 }), before.headlines['100']?.yen, assessment.headlines['100']?.yen],
    [t('since.serious'), before.headlines.serious.yen, assessment.headlines.serious.yen],
    ...(before.returnPeriod === period
      ? [
          [t('since.gross', { years: period }), before.waterfall.gross, assessment.waterfall.gross] as [
            string,
            number,
            number,
          ],
        ]
      : []),
    [t('since.premium'), before.premiumYen, assessment.premiumYen],
  ];
  return (
    <SmallTable
      caption={t('since.figures')}
      head={[t('since.item'), t('since.before'), t('since.after'), t('since.difference')]}
      rows={rows.flatMap(([name, a, b]) =>
        a === undefined || b === undefined
          ? []
          : [[name, money(a), money(b), a === b ? '—' : difference(b - a)]],
      )}
    />
  );
}

const MOST = 20;

function Register({
  company,
  from,
  to,
}: {
  readonly company: string;
  readonly from: number;
  readonly to: number;
}) {
  const { t } = useTranslation('estimate');
  const { data } = useQuery(
    orpc.companies.compare.queryOptions({
      input: { company, from: String(from) as never, to: String(to) as never },
      enabled: from !== to,
    }),
  );
  const differences = from === to ? [] : data?.differences;
  if (!differences) return null;
  if (differences.length === 0) return <p className="sub">{t('since.none')}</p>;
  return (
    <SmallTable
      caption={t('since.register')}
      showCaption
      head={[t('since.item'), t('since.before'), t('since.after')]}
      rows={differences.slice(0, MOST).map(({ path, before, after }) => [path, plain(before), plain(after)])}
    />
  );
}

const plain = (value: unknown): string =>
  value === undefined || value === null
    ? '—'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
