import type { Assessment } from '@sonae/assessment';
import { percentText } from '@sonae/documents/format';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Explain } from '../../parts/explain.tsx';
import { Money, Range } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import type { Answers, Typed } from './answers.ts';
import { ContactCard } from './contact-card.tsx';
import { Documents } from './documents.tsx';
import { FIGURES } from './figure-ids.ts';
import { NextQuestion } from './next-question.tsx';

type ResultProps = {
  readonly assessment: Assessment;
  readonly answers: Answers;
  readonly typed: Typed;
  readonly onChange: (part: Partial<Typed>) => void;
};

const MOST_HEADS = 8;
const MOST_GAPS = 8;
/** Parts of a policy that have words here. */
const PARTS = ['liability', 'expense', 'interruption'] as const;

/** What the answers come to: three figures, heads, payers, the next question, gaps, contacts, documents. */
export function Result({ assessment, answers, typed, onChange }: ResultProps) {
  const { t } = useTranslation('questions');
  return (
    <div className="cards result">
      {FIGURES.map((figure) => (
        <Figure key={figure.words} figure={figure} assessment={assessment} />
      ))}
      <Heads assessment={assessment} />
      <Gaps assessment={assessment} />
      <Payers assessment={assessment} />
      <NextQuestion question={assessment.nextQuestion} typed={typed} onChange={onChange} />
      <ContactCard />
      <Documents answers={answers} />
      <ul className="notes sub">
        {assessment.notes.map(({ code, text }) => (
          <NoteLine key={code} text={text} />
        ))}
        <li>{t('model', { version: assessment.modelVersion })}</li>
      </ul>
    </div>
  );
}

function NoteLine({ text }: { readonly text: { readonly ja: string; readonly en: string } }) {
  return <li>{text[useLanguage()]}</li>;
}

function Figure({
  figure,
  assessment,
}: {
  readonly figure: (typeof FIGURES)[number];
  readonly assessment: Assessment;
}) {
  const { t } = useTranslation('questions');
  const language = useLanguage();
  const { yen, low, high } = assessment.headlines[figure.headline];
  const { revenueYen } = assessment.company;
  return (
    <Section
      title={t(`figures.${figure.words}`)}
      span={4}
      accent={figure.headline === '100' ? 'key' : undefined}
    >
      <p className="figure">
        <Explain
          label={t(`figures.${figure.words}`)}
          text={t(`meaning.${figure.words}`)}
          inputs={[
            { name: t('years'), value: assessment.years.toLocaleString('en') },
            { name: t('worlds'), value: assessment.worlds.toLocaleString('en') },
            { name: t('error'), value: `±${percentText(assessment.standardError, language)}` },
          ]}
          sources={assessment.sources}
          command={assessment.command}
        >
          <Money yen={yen} />
        </Explain>
      </p>
      <p className="sub">
        <Range low={low} high={high} band />
        {revenueYen !== undefined && (
          <> {t('ofRevenue', { share: percentText(yen / revenueYen, language) })}</>
        )}
      </p>
    </Section>
  );
}

function Heads({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('questions');
  const heads = assessment.heads.slice(0, MOST_HEADS);
  const sources = new Map(assessment.sources.map((source) => [source.id, source]));
  return (
    <Section title={t('heads.title')} note={t('heads.note')} span={5}>
      <SmallTable
        caption={t('heads.title')}
        head={[t('heads.head'), t('heads.gross'), t('heads.retained')]}
        rows={heads.map((head) => [
          head.name,
          <Explain
            key="gross"
            label={head.name}
            formulas={head.formulas}
            sources={head.sources.flatMap((id) => sources.get(id) ?? [])}
            command={assessment.command}
          >
            <Money yen={head.gross} />
          </Explain>,
          <Money key="retained" yen={head.retained} />,
        ])}
      />
    </Section>
  );
}

function Payers({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('questions');
  const language = useLanguage();
  const { gross, contract } = assessment.waterfall;
  const payers = [
    ...assessment.payers,
    ...(contract > 0 ? [{ id: 'contract', name: t('payers.contract'), yen: contract }] : []),
  ];
  return (
    <Section title={t('payers.title')} note={t('payers.note')} span={7}>
      <div className="payers" aria-hidden="true">
        {payers.map(({ id, yen }) => (
          <i
            key={id}
            data-payer={id === 'own' || id === 'contract' ? id : 'insurer'}
            style={{ flexGrow: yen }}
          />
        ))}
      </div>
      <SmallTable
        caption={t('payers.title')}
        head={[t('payers.payer'), t('payers.amount'), t('payers.share')]}
        rows={payers.map(({ name, yen }) => [
          name,
          <Money key="yen" yen={yen} />,
          gross > 0 ? percentText(yen / gross, language) : '–',
        ])}
      />
    </Section>
  );
}

function Gaps({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('questions');
  const kept = assessment.kept.slice(0, MOST_GAPS);
  const partName = (id: string) => {
    const known = PARTS.find((part) => part === id);
    return known ? t(`gaps.parts.${known}`) : id;
  };
  return (
    <Section title={t('gaps.title')} note={t('gaps.note')} span={7}>
      <SmallTable
        caption={t('gaps.title')}
        head={[t('gaps.reason'), t('gaps.amount')]}
        rows={kept.map(({ name, yen, part }) => [
          <span key="name">
            {name}
            {part && <span className="sub"> {partName(part)}</span>}
          </span>,
          <Money key="yen" yen={yen} />,
        ])}
      />
    </Section>
  );
}
