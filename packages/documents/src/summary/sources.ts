import type { Assessment, SourceFigure } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { countText } from '../format.ts';
import { wordsIn } from '../words/words.ts';
import type { Names } from './names.ts';

export type SourceRow = {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** An address of the web, or empty: nothing else becomes a link. */
  readonly url: string;
  readonly date: string;
  readonly certainty: string;
  readonly unverified: boolean;
};

export type SourcesView = {
  /** The publications behind the largest heads, then those nobody verified. */
  readonly main: readonly SourceRow[];
  readonly all: readonly SourceRow[];
  /** How many there are of each certainty: 確認済み 54、計算 12. */
  readonly counts: string;
};

const CERTAINTIES = ['verified', 'computed', 'judgement', 'unverified'];
/** Heads whose sources the short list is taken from. */
const HEADS = 8;
const PUBLISHED = 4;
const UNVERIFIED = 2;

export function sourcesView(assessment: Assessment, language: Language, names: Names): SourcesView {
  const { sources } = assessment;
  const row = (source: SourceFigure): SourceRow => {
    const { id, title, publisher = '', url = '', date = '', certainty } = source;
    return {
      id,
      title,
      publisher: publisher === title ? '' : publisher,
      url: /^https?:\/\/[^\s/]/i.test(url) ? url : '',
      date,
      certainty: names.certainty(certainty),
      unverified: certainty === 'unverified',
    };
  };
  return {
    main: mainSources(assessment).map(row),
    all: sources.map(row),
    counts: countsText(sources, language, names),
  };
}

/** One source of each publication, in the order of the heads they carry; then what is 未確認, which must not hide. */
function mainSources({ heads, sources }: Assessment): SourceFigure[] {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const published = new Map<string, SourceFigure>();
  for (const ref of heads.slice(0, HEADS).flatMap((head) => head.sources)) {
    const source = byId.get(ref);
    if (!source?.publisher || source.certainty === 'unverified') continue;
    if (!published.has(source.publisher)) published.set(source.publisher, source);
  }
  const unverified = sources.filter(({ certainty }) => certainty === 'unverified');
  return [...[...published.values()].slice(0, PUBLISHED), ...unverified.slice(0, UNVERIFIED)];
}

function countsText(sources: readonly SourceFigure[], language: Language, names: Names): string {
  const words = wordsIn(language).sureness;
  const byCertainty = Map.groupBy(sources, ({ certainty }) => certainty);
  const known = CERTAINTIES.filter((certainty) => byCertainty.has(certainty));
  const others = [...byCertainty.keys()].filter((certainty) => !CERTAINTIES.includes(certainty)).sort();
  return [...known, ...others]
    .map((certainty) =>
      words.count(names.certainty(certainty), countText(byCertainty.get(certainty)?.length ?? 0, language)),
    )
    .join(words.countSeparator);
}
