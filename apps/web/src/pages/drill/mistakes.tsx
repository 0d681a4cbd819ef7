import type { DrillScore } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { capital, useSpan } from '../drills/spans.ts';
import { useActWords } from './act-word.ts';

/** What was written down wrong, and what the drafts did not hold; side by side where there is both. */
export function Mistakes({ score }: { readonly score: DrillScore }) {
  const wrong = score.facts.rows;
  const short = score.drafts.filter(({ missing }) => missing.length > 0);
  const span = wrong.length > 0 && short.length > 0 ? 6 : 12;
  return (
    <>
      {wrong.length > 0 && <WrongFacts rows={wrong} span={span} />}
      {short.length > 0 && <DraftGaps drafts={short} span={span} />}
    </>
  );
}

type Span = { readonly span: 6 | 12 };

/** Facts that were written down wrong, and whether somebody put them right. */
function WrongFacts({ rows, span: columns }: Span & { readonly rows: DrillScore['facts']['rows'] }) {
  const { t } = useTranslation('drills');
  const span = useSpan();
  const words = useActWords();
  return (
    <Section title={t('result.facts')} note={t('result.factsNote')} span={columns}>
      <SmallTable
        stacked
        words="all"
        caption={t('result.facts')}
        head={[t('result.fact'), t('result.recorded'), t('result.truth'), t('result.corrected')]}
        rows={rows.map(({ fact, recorded, truth, correctedAfter }) => [
          capital(words.fact(fact)),
          words.value(fact, recorded),
          words.value(fact, truth),
          correctedAfter === null
            ? t('result.notCorrected')
            : t('result.correctedAfter', { span: span(correctedAfter) }),
        ])}
      />
    </Section>
  );
}

/** What the drafts did not hold. */
function DraftGaps({ drafts, span }: Span & { readonly drafts: DrillScore['drafts'] }) {
  const { t } = useTranslation('drills');
  const { list } = usePunctuation();
  const words = useActWords();
  return (
    <Section title={t('result.missing')} span={span}>
      <dl className="drill-stand">
        {drafts.map(({ document, missing }) => (
          <div key={document}>
            <dt>{capital(words.document(document))}</dt>
            <dd>{list(missing.map((item) => words.item(document, item)))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
