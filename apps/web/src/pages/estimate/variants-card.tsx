import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { May } from '../../parts/may.tsx';
import { Money } from '../../parts/money.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';
import { useDifferenceText, useLeverText } from './texts.ts';
import type { Estimate } from './use-estimate.ts';
import { entriesOf, readVariant } from './views/variants-view.ts';

type Props = {
  readonly company: string;
  readonly digest: string;
  readonly estimate: Estimate;
  /** The variant in the address, and how to put another one there. */
  readonly chosen: string;
  readonly choose: (id: string) => void;
};

/** Named sets of changes with what they came to; none ever replaces another, or the estimate. */
export function VariantsCard({ company, digest, estimate, chosen, choose }: Props) {
  const { t } = useTranslation('estimate');
  const problem = useProblemText();
  const difference = useDifferenceText();
  const [name, setName] = useState('');
  const { data, refetch } = useQuery(orpc.variants.list.queryOptions({ input: { company } }));
  const variants = data?.variants ?? [];
  const { changes, base, shown, run, phase } = estimate;
  const period = String(run.returnPeriod);
  const save = async () => {
    if (!base || !shown) return;
    try {
      const kept = await api.variants.create({
        company,
        name: name.trim(),
        changes: entriesOf(changes, {
          of: digest,
          ...run,
          headlines: shown.assessment.headlines,
          before: base.assessment.headlines,
        }) as never,
      });
      setName('');
      await refetch();
      choose(kept.id);
      say(t('variants.saved', { name: kept.name }));
    } catch (error) {
      sayProblem(problem(error));
    }
  };
  return (
    <div className="variants" id="variants">
      <h3>{t('variants.title')}</h3>
      <p className="sub">{t('variants.note')}</p>
      <May needs="variant.write">
        <form
          className="variants-form no-print"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextInput
            label={t('variants.name')}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            disabled={name.trim() === '' || changes.length === 0 || phase.kind !== 'ready'}
          >
            {t('variants.save')}
          </Button>
        </form>
      </May>
      {variants.length === 0 ? (
        <p className="sub">{t('variants.empty')}</p>
      ) : (
        <ul className="variants-list">
          {variants.map((variant) => {
            const { changes: own, figures } = readVariant(variant.changes);
            const after = figures?.headlines[period]?.yen;
            const before = figures?.before[period]?.yen;
            return (
              <li
                key={variant.id}
                data-variant={variant.name}
                data-shown={variant.id === chosen || undefined}
              >
                <div>
                  <b>{variant.name}</b>
                  <Changes estimate={estimate} changes={own} />
                  {figures && figures.of !== digest && <p className="sub">{t('variants.stale')}</p>}
                </div>
                <div className="variants-figure">
                  {after !== undefined && (
                    <>
                      <small>{t('variants.figure', { years: period })}</small>
                      <Money yen={after} />
                      {before !== undefined && <span className="sub">{difference(after - before)}</span>}
                    </>
                  )}
                </div>
                <div className="actions">
                  {variant.id === chosen ? (
                    <span className="sub">{t('variants.shown')}</span>
                  ) : (
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => {
                        choose(variant.id);
                        estimate.change(own);
                      }}
                    >
                      {t('variants.open')}
                    </Button>
                  )}
                  <May needs="variant.write">
                    <ConfirmButton
                      size="xs"
                      question={t('variants.removeQuestion', { name: variant.name })}
                      onConfirm={async () => {
                        try {
                          await api.variants.remove({
                            company,
                            variant: variant.id,
                            version: variant.version,
                          });
                          await refetch();
                          if (variant.id === chosen) choose('');
                          say(t('variants.removed', { name: variant.name }));
                        } catch (error) {
                          sayProblem(problem(error));
                        }
                      }}
                    >
                      {t('variants.remove')}
                    </ConfirmButton>
                  </May>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** What a variant changes, from what to what. */
function Changes({
  estimate: { base },
  changes,
}: {
  readonly estimate: Estimate;
  readonly changes: Estimate['changes'];
}) {
  const language = useLanguage();
  const { list } = usePunctuation();
  const text = useLeverText();
  return (
    <p className="sub">
      {list(
        changes.map(({ path, value }) => {
          const lever = base?.levers.find((one) => one.path === path);
          return lever ? `${lever.name[language]} ${text(lever, lever.value)} → ${text(lever, value)}` : path;
        }),
      )}
    </p>
  );
}
