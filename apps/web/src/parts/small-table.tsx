import type { ReactNode } from 'react';

export type TableText = {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly ReactNode[])[];
  /** Columns that hold words, counted from 0; the first always does. Words stand to the left and may wrap. */
  readonly words?: readonly number[];
};

/** A plain table with its caption; numbers stand to the right. Scrolls by itself where it is too wide. */
export function SmallTable({
  caption,
  head,
  rows,
  words = [],
  showCaption = false,
}: TableText & { readonly showCaption?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <table className="small-table">
        <caption className={showCaption ? undefined : 'hidden'}>{caption}</caption>
        <thead>
          <tr>
            {head.map((text, column) => (
              <th key={text} scope="col" className={words.includes(column) ? 'words' : undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], i) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={column} className={words.includes(column + 1) ? 'words' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
