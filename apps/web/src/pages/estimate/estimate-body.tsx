import type { Assessment, Lever } from '@sonae/assessment';
import type { TransportInput } from '@sonae/operations/contract';
import type { Company } from '@sonae/register';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import type { PastCase } from '../../engine/messages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { CurvesCard } from './curves-card.tsx';
import { GapCard } from './gap-card.tsx';
import { HeadlineCards } from './headline-cards.tsx';
import { HeadsCard } from './heads-card.tsx';
import { HundredCard } from './hundred-card.tsx';
import { LeversCard } from './levers-card.tsx';
import { QuestionCard } from './question-card.tsx';
import { SinceCard } from './since-card.tsx';
import { useLeverText } from './texts.ts';
import { ToleranceEditor } from './tolerance-editor.tsx';
import type { Estimate } from './use-estimate.ts';
import { VariantsCard } from './variants-card.tsx';
import { leverValue, mainLevers } from './views/levers-view.ts';
import { readVariant } from './views/variants-view.ts';
import { WaterfallCard } from './waterfall-card.tsx';

type Props = {
  readonly company: string;
  readonly version: number;
  readonly digest: string;
  readonly input: TransportInput;
  readonly assessment: Assessment;
  readonly estimate: Estimate;
};

const NO_CASES: readonly PastCase[] = [];

/** All cards of the estimate, in the order in which one reads them. */
export function EstimateBody({ company, version, digest, input, assessment, estimate }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const leverText = useLeverText();
  const { base, shown, changes, live } = estimate;
  const [variant, setVariant] = useAddress('variant', '');
  useVariantOfAddress(company, variant, estimate, setVariant);
  const register = useQuery(
    orpc.companies.get.queryOptions({ input: { company }, enabled: useMay('company.read') }),
  ).data;
  const house = useQuery(orpc.settings.get.queryOptions()).data?.settings.tolerance;
  const mayWrite = useMay('company.write');
  const before = changes.length > 0 ? base?.assessment : undefined;
  const policies = useMemo(
    () =>
      input.policies.map(({ policy }) => ({
        id: policy.id,
        name: [policy.insurer, policy.product].filter(Boolean).join(' '),
      })),
    [input],
  );
  const changed = changes.map(({ path, value }) => {
    const lever = base?.levers.find((one) => one.path === path);
    return lever
      ? { name: lever.name[language], value: `${leverText(lever, lever.value)} → ${leverText(lever, value)}` }
      : { name: path, value: String(value) };
  });
  const limits = useMemo(() => shownLimits(estimate), [base, changes]);
  return (
    <div className="cards estimate" data-phase={estimate.phase.kind}>
      <HeadlineCards assessment={assessment} before={before} changed={changed} live={live} />
      <CurvesCard
        assessment={assessment}
        before={before}
        live={live}
        limits={limits}
        cases={base?.cases ?? NO_CASES}
        house={house}
      >
        {mayWrite && register && !register.withoutPersonal && (
          <ToleranceEditor
            key={register.version}
            company={company}
            document={register.document as Company}
            version={register.version}
            house={house}
          />
        )}
      </CurvesCard>
      <WaterfallCard assessment={assessment} live={live} />
      <HeadsCard assessment={assessment} />
      <GapCard map={estimate.gaps} policies={policies} returnPeriod={assessment.returnPeriod} />
      <LeversCard estimate={estimate} document={register?.document as Company | undefined}>
        <VariantsCard
          company={company}
          digest={digest}
          estimate={estimate}
          chosen={variant}
          choose={setVariant}
        />
      </LeversCard>
      <div className="estimate-side">
        {shown && <HundredCard assessment={assessment} hundred={shown.hundred} live={live} />}
        <QuestionCard assessment={assessment} company={company} />
      </div>
      <SinceCard company={company} version={version} assessment={assessment} />
      <Section title={t('notes.title')} span={4}>
        <ul className="estimate-notes sub">
          {assessment.notes.map(({ code, text }) => (
            <li key={code + text.ja}>{text[language]}</li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

/** Limits of policies that the curve shows: those whose sliders stand open, at their present values. */
function shownLimits({ base, changes }: Estimate): Lever[] {
  if (!base) return [];
  return mainLevers(base.levers, base.assessment)
    .main.filter(({ kind }) => kind === 'limit')
    .map((lever) => ({ ...lever, value: leverValue(changes, lever) }));
}

/** Opens the variant that the address names, once the years are there; forgets it when other changes are made. */
function useVariantOfAddress(
  company: string,
  variant: string,
  estimate: Estimate,
  setVariant: (id: string) => void,
): void {
  const { data } = useQuery(orpc.variants.list.queryOptions({ input: { company } }));
  const opened = useRef<{ readonly id: string; isReached: boolean }>(undefined);
  const found = data?.variants.find(({ id }) => id === variant);
  const isReady = estimate.phase.kind === 'ready';
  useEffect(() => {
    if (!isReady || !found) return;
    const { changes } = readVariant(found.changes);
    const isThere = JSON.stringify(changes) === JSON.stringify(estimate.changes);
    if (opened.current?.id !== found.id) {
      opened.current = { id: found.id, isReached: isThere };
      if (!isThere) estimate.change(changes);
    } else if (isThere) opened.current.isReached = true;
    else if (opened.current.isReached) {
      opened.current = undefined;
      setVariant('');
    }
  }, [isReady, found, estimate, setVariant]);
}
