import type { DrillScore } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Section } from '../../parts/page.tsx';
import { capital, useSpan } from '../drills/spans.ts';
import { useActWords } from './act-word.ts';
import { StackedTable } from './stacked-table.tsx';

/** Facts that were written down wrong, and whether somebody put them right. */
export function WrongFacts({ score }: { readonly score: DrillScore }) {
  const { t } = useTranslation('drills');
  const span = useSpan();
  const words = useActWords();
  const { rows } = score.facts;
  if (rows.length === 0) return null;
  return (
    <Section title={t('result.facts')} note={t('result.factsNote')} span={6}>
      <StackedTable
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
export function DraftGaps({ score }: { readonly score: DrillScore }) {
  const { t } = useTranslation('drills');
  const { list } = usePunctuation();
  const words = useActWords();
  const short = score.drafts.filter(({ missing }) => missing.length > 0);
  if (short.length === 0) return null;
  return (
    <Section title={t('result.missing')} span={6}>
      <dl className="drill-stand">
        {short.map(({ document, missing }) => (
          <div key={document}>
            <dt>{capital(words.document(document))}</dt>
            <dd>{list(missing.map((item) => words.item(document, item)))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
