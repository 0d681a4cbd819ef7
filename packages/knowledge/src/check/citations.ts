import type { Issue } from '@sonae/core';
import type { Loaded } from '../load/document.ts';
import type { Path } from '../load/place.ts';
import type { Docs } from './docs.ts';
import { allFacts, knowsAllFacts, problem } from './docs.ts';

/**
 * The loss model names its sources as `cal:`, `case:` and `x:` ids. One that leads nowhere is a warning: a figure under
 * work may wait for its source, and is shown as 未確認 until then.
 */
export function checkCitations(model: Loaded<unknown>, docs: Docs): Issue[] {
  const known: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
    cal: knowsAllFacts(docs) ? new Set(allFacts(docs).map(({ row }) => row.id)) : undefined,
    case: docs.cases && new Set(docs.cases.data.cases.map(({ id }) => id)),
    x: docs.sources && new Set(docs.sources.data.sources.map(({ id }) => id.replace(/^x:/, ''))),
  };
  return [...citations(model.data, [])].flatMap(({ text, path }) => {
    const [, kind, id] = /^(cal|case|x):(\S+)/.exec(text) ?? [];
    const ids = kind && known[kind];
    if (!ids || ids.has(id)) return [];
    const message = { ja: `${kind}:${id} という行はありません。`, en: `There is no row ${kind}:${id}.` };
    const hint = { ja: 'つづりを確かめてください。', en: 'Check the spelling.' };
    return [{ ...problem('unknown-id', model, path, message, hint), severity: 'warning' as const }];
  });
}

/** The texts under `src`, `p_src` and the like. */
function* citations(value: unknown, path: Path): Generator<{ text: string; path: Path }> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, part] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const isSource = /(^|_)src$/.test(key);
    if (isSource && typeof part === 'string') yield { text: part, path: here };
    else if (isSource && Array.isArray(part)) {
      for (const [i, text] of part.entries()) yield { text: String(text), path: [...here, i] };
    } else yield* citations(part, here);
  }
}
