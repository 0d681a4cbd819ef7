// Changes to a source, one at a time: operators, numbers, boundaries, answers and the functions a date is computed with. Found by
// words in the code without its comments and texts, so that no parser is needed.
import { lineAt, maskSource } from '../../scripts/support/source.mjs';

/** What to look for, and what to put in its place; `$1` is what was found. */
const CHANGES = [
  [/(?<=\s)\+(?=\s)/g, ['-']],
  [/(?<=\s)-(?=\s)/g, ['+']],
  [/(?<=\s)\*(?=\s)/g, ['/', '+']],
  [/(?<=\s)%(?=\s)/g, ['*']],
  [/===/g, ['!==']],
  [/!==/g, ['===']],
  [/(?<=\s)<(?=\s)/g, ['<=', '>']],
  [/(?<=\s)>(?=\s)/g, ['>=', '<']],
  [/(?<=\s)<=(?=\s)/g, ['<']],
  [/(?<=\s)>=(?=\s)/g, ['>']],
  [/(?<=\s)&&(?=\s)/g, ['||']],
  [/(?<=\s)\|\|(?=\s)/g, ['&&']],
  [/\btrue\b/g, ['false']],
  [/\bfalse\b/g, ['true']],
  [
    /(?<![\w.$'`])\d[\d_]*(?![\w'`])/g,
    [(n) => String(Number(n.replaceAll('_', '')) + 1), (n) => String(Number(n.replaceAll('_', '')) - 1)],
  ],
  [/(?<=\s)-(?=\d)/g, ['']],
  [/\bMath\.max\b/g, ['Math.min']],
  [/\bMath\.min\b/g, ['Math.max']],
  [/\bendOfDay(?=\()/g, ['startOfDay']],
  [/\bstartOfDay(?=\()/g, ['endOfDay']],
  [/\baddMonths(?=\()/g, ['addDays']],
  [/\baddDays(?=\()/g, ['addMonths']],
  [/\bcivilDay(?=\()/g, ['earlyDay']],
  [/\bgovernmentDayFrom(?=\()/g, ['String']],
  [/\bisGovernmentHoliday(?=\()/g, ['!isGovernmentHoliday']],
  // A choice that always falls the same way.
  [/(?<=\s)\?(?=\s)/g, ['&& false ?', '|| true ?']],
];

/**
 * Every mutant of a source, with its line and what was changed. Type declarations are left alone: they decide nothing.
 *
 * @param {string} source
 * @returns {{ line: number, what: string, source: string }[]}
 */
export function mutantsOf(source) {
  const masked = withoutTypes(maskSource(source));
  return CHANGES.flatMap(([pattern, changes]) =>
    [...masked.matchAll(pattern)].flatMap(({ index, 0: found }) =>
      changes.map((change) => {
        const put = typeof change === 'string' ? change : change(found);
        const text = helped(source.slice(0, index) + put + source.slice(index + found.length), put);
        return { line: lineAt(source, index), what: `${found} → ${put || 'nothing'}`, source: text };
      }),
    ),
  ).sort((a, b) => a.line - b.line);
}

/** Imports and types with blanks in their place. */
function withoutTypes(masked) {
  return masked
    .replace(/^import [^;]*;/gm, blank)
    .replace(/^(?:export )?type [^=]*= \{[\s\S]*?^\};/gm, blank)
    .replace(/^(?:export )?type [^;]*;/gm, blank)
    .replace(/\?:/g, blank);
}

const blank = (text) => text.replace(/[^\n]/g, ' ');

/** What a change calls and the source has not: the first day always counts. */
function helped(text, put) {
  return put === 'earlyDay' ? `${text}\nconst earlyDay = (start) => dayOf(start, true);\n` : text;
}
