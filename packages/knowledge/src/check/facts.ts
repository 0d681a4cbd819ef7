import type { Issue } from '@sonae/core';
import type { Docs, Fact, Placed } from './docs.ts';
import { allFacts, problem } from './docs.ts';

const UNIT_COSTS = 'unit-costs.yaml';

/** What a row of calibration must say beyond its schema: tax of money, the making of a computed figure, a value or why not. */
export function checkFacts(docs: Docs): Issue[] {
  return allFacts(docs).flatMap((placed) => [
    ...taxBasis(placed, docs),
    ...making(placed),
    ...emptiness(placed),
  ]);
}

/** Every amount says whether consumption tax is in it, even if only that its source does not say. */
function taxBasis({ row, doc, path }: Placed<Fact>, { vocabulary }: Docs): Issue[] {
  const currency = vocabulary?.data.units.find(({ id }) => id === row.unit)?.currency;
  if (doc.file !== UNIT_COSTS || currency !== 'JPY' || row.taxBasis !== undefined) return [];
  const message = { ja: '単価には税区分が要ります。', en: 'A unit cost needs its tax basis.' };
  const hint = {
    ja: 'taxBasis に excluded・included・exempt のどれか、出典に書かれていなければ not_stated を書いてください。',
    en: 'Set taxBasis to excluded, included or exempt, or to not_stated where the source does not say.',
  };
  return [problem('no-tax-basis', doc, path, message, hint)];
}

/** A figure we made says of what, or how. */
function making({ row, doc, path }: Placed<Fact>): Issue[] {
  const made = row.certainty === 'computed' || row.certainty === 'judgement';
  const explained =
    row.from !== undefined || row.note !== undefined || row.distribution?.derived !== undefined;
  if (!made || explained) return [];
  const message = {
    ja: `${row.certainty} の行には、元の行（from）か説明（note）が要ります。`,
    en: `A row marked ${row.certainty} needs the rows it was made from (from) or an explanation (note).`,
  };
  const hint = {
    ja: 'from に行の id、または note に理由を書いてください。',
    en: 'Give ids in from, or the reason in note.',
  };
  return [problem('unexplained', doc, [...path, 'certainty'], message, hint)];
}

/** A row without a figure is a gap, and says so by being unverified. */
function emptiness({ row, doc, path }: Placed<Fact>): Issue[] {
  if (row.value !== undefined || row.distribution !== undefined || row.certainty === 'unverified') return [];
  const message = {
    ja: '値も分布もない行は unverified です。',
    en: 'A row without value or distribution is unverified.',
  };
  const hint = {
    ja: 'value を書くか、certainty を unverified にしてください。',
    en: 'Give a value, or set certainty to unverified.',
  };
  return [problem('empty', doc, [...path, 'certainty'], message, hint)];
}
