import { Button, TextInput } from '@mantine/core';
import type { Mix } from '@sonae/assessment';
import { controlOf } from '@sonae/knowledge';
import type { TransportInput } from '@sonae/operations/contract';
import { ratingFacts } from '@sonae/operations/rating-facts';
import { type Company, companyColumns, lexiconOf, readTyped } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Calls } from '../../parts/calls.ts';
import { Money } from '../../parts/money.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Working } from '../../parts/waiting.tsx';
import type { ControlHandlers } from './worker.ts';

type Search = ReturnType<ControlHandlers['mix']>;

/** Yen a year that are looked at first: enough for a policy and a control. */
const USUAL_BUDGET = 1_000_000;

type MixesProps = {
  readonly document: Company;
  readonly input: TransportInput;
  readonly start: () => Worker;
};

/** What a budget allows: the mixes of controls and policies that no other one beats. */
export function Mixes({ document, input, start }: MixesProps) {
  const { t } = useTranslation('controls');
  const language = useLanguage();
  const [typed, setTyped] = useState(USUAL_BUDGET.toLocaleString('en-US'));
  const [search, setSearch] = useState<Search>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const calls = useRef<Calls<ControlHandlers>>(undefined);
  const sources = usePolicySources(document);
  useEffect(() => () => calls.current?.close(), []);
  const budget = yenOf(typed);

  const run = async () => {
    if (budget === undefined) return;
    calls.current?.close();
    const own = new Calls<ControlHandlers>(start());
    calls.current = own;
    setBusy(true);
    setError(undefined);
    try {
      const costYen = Object.fromEntries(
        (document.controls ?? []).flatMap(({ id, yearlyCostYen }) =>
          yearlyCostYen === undefined ? [] : [[controlOf(id)?.id ?? id, yearlyCostYen]],
        ),
      );
      const facts = ratingFacts(document);
      setSearch(
        await own.ask('mix', { input, facts, costYen, policies: sources, budgetYen: budget, language }),
      );
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
      own.close();
    }
  };
  return (
    <>
      <form
        className="mix-form no-print"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <TextInput
          label={t('mix.budget')}
          value={typed}
          error={budget === undefined ? t('mix.notYen') : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={budget === undefined || isBusy}>
          {t('mix.run')}
        </Button>
      </form>
      {isBusy && <Working />}
      {error !== undefined && <Problem error={error} />}
      {search && !isBusy && <Result search={search} />}
    </>
  );
}

function Result({ search }: { readonly search: Search }) {
  const { t } = useTranslation('controls');
  const language = useLanguage();
  const { aside, list } = usePunctuation();
  const { nothing, frontier, certificate, leftOut, notes } = search;
  const rows: readonly (readonly [string, Mix])[] = [
    [t('mix.nothing'), nothing],
    ...frontier.map((mix, i) => [`${i + 1}`, mix] as const),
  ];
  return (
    <>
      <Scroll label={t('mix.table')}>
        <table className="small-table mixes stacked">
          <caption className="hidden">{t('mix.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('mix.number')}</th>
              <th scope="col" className="words">
                {t('mix.what')}
              </th>
              <th scope="col">{t('mix.spend')}</th>
              <th scope="col">{t('mix.mean')}</th>
              <th scope="col">{t('mix.total')}</th>
              <th scope="col">{t('mix.tail')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, mix]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="words">
                  {list([
                    ...mix.controls.map((control) => control.name),
                    ...mix.policies.map(({ insurer, variant }) => `${insurer}${aside(variant)}`),
                  ]) || '―'}
                </td>
                <td data-label={t('mix.spend')}>
                  <Money yen={mix.spendYen} />
                </td>
                <td data-label={t('mix.mean')}>
                  <Money yen={mix.retainedMeanYen} />
                </td>
                <td data-label={t('mix.total')}>
                  <b>
                    <Money yen={mix.totalYen} />
                  </b>
                </td>
                <td data-label={t('mix.tail')}>
                  <Money yen={mix.retainedTailYen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="sub">
        {t(certificate.exact ? 'mix.exact' : 'mix.stopped', {
          measured: certificate.measured.toLocaleString('en-US'),
          years: search.years.toLocaleString('en-US'),
        })}
      </p>
      {leftOut.length > 0 && (
        <p className="sub">
          {t('mix.leftOut', {
            names: list(leftOut.map(({ name, why }) => `${name}${aside(t(`mix.why.${why}`))}`)),
          })}
        </p>
      )}
      {notes.map(({ code, text }) => (
        <p key={code} className="sub">
          {text[language]}
        </p>
      ))}
    </>
  );
}

/** The policies the house keeps, as sources: riders and choices are those of the base. */
function usePolicySources(document: Company) {
  const list = useQuery(orpc.policies.list.queryOptions()).data?.policies ?? [];
  const held = new Map(
    (document.policies ?? []).map(({ file, premiumYen }) => [file.split(/[/\\]/).at(-1) ?? file, premiumYen]),
  );
  return useQueries({
    queries: list
      .filter(({ file }) => held.has(file))
      .map(({ id }) => orpc.policies.get.queryOptions({ input: { policy: id } })),
    combine: (results) =>
      results.flatMap(({ data }) =>
        data ? [{ file: data.file, source: data.source, quotedYen: held.get(data.file) }] : [],
      ),
  });
}

/** An amount as people type it. */
function yenOf(typed: string): number | undefined {
  const revenue = companyColumns.find(({ path }) => path.at(-1) === 'revenueYen');
  const value = revenue && readTyped(revenue.leaf, typed, LEXICON);
  return typeof value === 'number' && value > 0 && Number.isSafeInteger(value) ? value : undefined;
}
const LEXICON = lexiconOf(knowledgeVocabulary());
