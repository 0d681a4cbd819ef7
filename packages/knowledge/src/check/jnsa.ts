import type { Issue } from '@sonae/core';
import type { Loaded } from '../load/document.ts';
import type { FileData } from '../schema/files.ts';
import type { Docs } from './docs.ts';
import { problem } from './docs.ts';

type Jnsa = Loaded<FileData['jnsa']>;

/**
 * The map in use and the map as read are one: every item stands in the cell its row gives it, and no label of the row is
 * missing among the items.
 */
export function checkJnsa({ jnsa }: Docs): Issue[] {
  return jnsa ? [...itemsInCells(jnsa), ...labelsAmongItems(jnsa)] : [];
}

function itemsInCells(doc: Jnsa): Issue[] {
  return doc.data.items.flatMap((item, i) => {
    if (cellsOf(doc, item.from).get(item.ja) === `${item.x},${item.y}`) return [];
    const message = {
      ja: `${item.from} では「${item.ja}」は (${item.x},${item.y}) にありません。`,
      en: `In ${item.from} "${item.ja}" is not at (${item.x},${item.y}).`,
    };
    return [problem('jnsa-cell', doc, ['items', i], message, HINT)];
  });
}

function labelsAmongItems(doc: Jnsa): Issue[] {
  const items = new Set(doc.data.items.map(({ ja, from }) => `${from} ${ja}`));
  return doc.data.facts.flatMap((row, i) => {
    if (!doc.data.items.some(({ from }) => from === row.id)) return [];
    return [...cellsOf(doc, row.id).keys()].flatMap((label) => {
      if (items.has(`${row.id} ${label}`)) return [];
      const message = {
        ja: `「${label}」が items にありません。`,
        en: `"${label}" is missing among the items.`,
      };
      return [problem('jnsa-cell', doc, ['facts', i, 'value'], message, HINT)];
    });
  });
}

/** Label → cell of a row that maps cells to labels. */
function cellsOf(doc: Jnsa, id: string): Map<string, string> {
  const value = doc.data.facts.find((row) => row.id === id)?.value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([cell, labels]) =>
      Array.isArray(labels) ? labels.map((label): [string, string] => [String(label), cell]) : [],
    ),
  );
}

const HINT = {
  ja: '出典の行と items をそろえてください。',
  en: 'Bring the row as read and the items into line.',
};
