import { elements, rootOf } from './xml.ts';

/** The files of a workbook as unpacked, and the names of those whose bytes were damaged. */
export type Unpacked = { readonly files: Map<string, Uint8Array>; readonly damaged: ReadonlySet<string> };

/** What is wrong with the parts of a workbook. */
export type Health = {
  /** A part nothing can be read without: the list of sheets, the texts, the formats. */
  readonly broken?: string;
  /** Sheets that cannot be read, counted from 0 in the order of the workbook, and the part that should hold each. */
  readonly unreadable: ReadonlyMap<number, string | undefined>;
  readonly sheets: number;
};

const BOOK = 'xl/workbook.xml';
const LINKS = 'xl/_rels/workbook.xml.rels';

/** Parts the values of cells stand in; a workbook has them where its links name them. */
const SHARED = /\/(?:sharedStrings|styles)$/;

/**
 * Looks at the parts a register is read from before a library guesses at them: a sheet that is cut off or missing would
 * otherwise be read as one with fewer rows, and yield a number.
 */
export function healthOf({ files, damaged }: Unpacked): Health {
  // Names of parts are the same in any case.
  const names = new Map([...files.keys()].map((name) => [name.toLowerCase(), name]));
  const textOf = (part: string): string | undefined => {
    const name = names.get(part.toLowerCase()) ?? '';
    const data = damaged.has(name) ? undefined : files.get(name);
    return data && Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1');
  };
  const sound = (name: string) => rootOf(textOf(name) ?? '') !== undefined;
  const none = { unreadable: new Map<number, string | undefined>(), sheets: 0 };
  for (const name of ['[Content_Types].xml', BOOK, LINKS]) if (!sound(name)) return { ...none, broken: name };
  const links = elements(textOf(LINKS) ?? '', 'Relationship').map(({ Id, Target = '', Type = '' }) => ({
    id: Id,
    type: Type,
    part: Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`,
  }));
  const broken = links.find(({ type, part }) => SHARED.test(type) && !sound(part));
  if (broken) return { ...none, broken: broken.part };
  const sheets = elements(textOf(BOOK) ?? '', 'sheet');
  const unreadable = sheets.flatMap((sheet, i): [number, string | undefined][] => {
    const id = Object.entries(sheet).find(([key]) => /^\w+:id$/.test(key))?.[1];
    const part = links.find((link) => link.id === id)?.part;
    return part !== undefined && isSheet(textOf(part)) ? [] : [[i, part]];
  });
  return { unreadable: new Map(unreadable), sheets: sheets.length };
}

function isSheet(text: string | undefined): boolean {
  return text !== undefined && rootOf(text) === 'worksheet' && /<(?:\w+:)?sheetData[\s/>]/.test(text);
}
