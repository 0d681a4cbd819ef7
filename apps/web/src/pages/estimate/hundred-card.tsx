import type { Assessment } from '@sonae/assessment';
import { useTranslation } from 'react-i18next';
import { useMoneyText } from '../../parts/money.tsx';
import { useObservable } from '../../parts/observable.ts';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import type { LiveStore } from './use-estimate.ts';
import { type Dot, hundredView } from './views/hundred-view.ts';

type Props = {
  readonly assessment: Assessment;
  readonly hundred: readonly number[];
  readonly live: LiveStore;
};

const CELL = 20;
const LEAST = 2.4;
const MOST = 8.4;

/** A hundred equally likely years as dots, the worst first. */
export function HundredCard({ assessment, hundred, live }: Props) {
  const { t } = useTranslation('estimate');
  const { t: parts } = useTranslation('parts');
  const money = useMoneyText();
  const moving = useObservable(live);
  const dots = hundredView(moving?.hundred ?? hundred, assessment.company.toleranceYen);
  const count = (kind: Dot['kind']) => dots.filter((dot) => dot.kind === kind).length;
  const [some, beyond] = [count('some') + count('beyond'), count('beyond')];
  const hasTolerance = assessment.company.toleranceYen !== undefined;
  const text = hasTolerance ? t('hundred.text', { some, beyond }) : t('hundred.textNone', { some });
  return (
    <Section title={t('hundred.title')} span={4} note={text}>
      <svg className="estimate-hundred" viewBox={`0 0 ${CELL * 20} ${CELL * 5}`} role="img" aria-label={text}>
        {dots.map((dot, i) => (
          <Mark key={i} dot={dot} x={(i % 20) * CELL + CELL / 2} y={Math.floor(i / 20) * CELL + CELL / 2} />
        ))}
      </svg>
      <ul className="estimate-legend">
        {(hasTolerance ? (['beyond', 'some', 'quiet'] as const) : (['some', 'quiet'] as const)).map(
          (kind) => (
            <li key={kind}>
              <svg viewBox={`0 0 ${CELL} ${CELL}`} aria-hidden="true">
                <Mark dot={{ kind, yen: 0, size: 0.7 }} x={CELL / 2} y={CELL / 2} />
              </svg>
              {t(`hundred.${kind}`)}
            </li>
          ),
        )}
      </ul>
      <details>
        <summary>{parts('table')}</summary>
        <SmallTable
          caption={t('hundred.table')}
          head={[t('hundred.rank'), t('hundred.yen')]}
          rows={dots.filter(({ yen }) => yen > 0).map(({ yen }, i) => [i + 1, money(yen)])}
        />
      </details>
    </Section>
  );
}

function Mark({ dot: { kind, size }, x, y }: { readonly dot: Dot; readonly x: number; readonly y: number }) {
  const r = LEAST + (MOST - LEAST) * Math.min(1, size);
  if (kind === 'quiet') return <circle cx={x} cy={y} r={LEAST} className="dot-quiet" />;
  if (kind === 'some') return <circle cx={x} cy={y} r={r} className="dot-some" />;
  return <rect x={x - r} y={y - r} width={r * 2} height={r * 2} className="dot-beyond" />;
}
