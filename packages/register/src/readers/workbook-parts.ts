/** The parts of a workbook a register is read from; pictures, comments, macros, external links stay outside. */
const READ =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/theme\/[^/]+\.xml|xl\/worksheets\/[^/]+\.xml)$/i;

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/i;

/** Columns Excel has. */
const COLUMNS = 16_384;
/** Columns described over all sheets: the library makes an entry for each column a definition spans. */
const DESCRIBED = 500_000;

const CONTENT_TYPES = /^\[Content_Types\]\.xml$/i;

/** The parts worth reading, with everything taken out of the sheets that could cost time out of proportion. */
export function readableParts(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const parts = [...files].filter(([name]) => READ.test(name));
  const names = new Set(parts.map(([name]) => `/${name}`.toLowerCase()));
  const budget = { columns: DESCRIBED };
  const prepared = (name: string, data: Uint8Array) => {
    if (CONTENT_TYPES.test(name)) return onlyParts(data, names);
    return SHEET.test(name) ? tamed(data, budget) : data;
  };
  return new Map(parts.map(([name, data]) => [name, prepared(name, data)]));
}

/** Cells and rows of all sheets, counted by their tags. */
export function countCells(files: ReadonlyMap<string, Uint8Array>): number {
  let cells = 0;
  for (const [name, data] of files) {
    if (!SHEET.test(name)) continue;
    for (const _ of textOf(data).matchAll(/<(?:\w+:)?(?:c|row)[\s/>]/g)) cells += 1;
  }
  return cells;
}

/**
 * Formulas are replaced by a stub: only their stored results are read, and shared or array formulas would be expanded
 * cell by cell. Column definitions are held to the columns Excel has.
 */
function tamed(sheet: Uint8Array, budget: { columns: number }): Uint8Array {
  const text = textOf(sheet)
    .replace(/<(?:(\w+):)?f\b(?:[^<>]*\/>|[^<>]*>[^<]*<\/(?:\w+:)?f>)/g, (_, prefix) =>
      prefix ? `<${prefix}:f>1</${prefix}:f>` : '<f>1</f>',
    )
    .replace(/<(?:\w+:)?col\b[^<>]*>/g, (column) => {
      const [min, max] = ['min', 'max'].map((name) =>
        Number(new RegExp(`\\b${name}=["'](\\d+)["']`).exec(column)?.[1]),
      );
      if (!(min >= 1 && max >= min && max <= COLUMNS)) return '';
      budget.columns -= max - min + 1;
      return budget.columns >= 0 ? column : '';
    });
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** The list of contents without the parts left out; the library stumbles over a part that is listed and not there. */
function onlyParts(contents: Uint8Array, names: ReadonlySet<string>): Uint8Array {
  const text = textOf(contents).replace(/<(?:\w+:)?Override\b[^<>]*>/g, (override) => {
    const name = /\bPartName=["']([^"']*)["']/.exec(override)?.[1] ?? '';
    return names.has(name.toLowerCase()) ? override : '';
  });
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** One character a byte, so that bytes come back unchanged; tags and attributes are ASCII. */
function textOf(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1');
}
