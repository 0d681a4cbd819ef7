import type { ReactNode } from 'react';

/** A table of words whose rows become cards on a phone. The first cell of a row names it. */
export function StackedTable({
  caption,
  head,
  rows,
  figures = [],
}: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
  /** Columns that hold figures, counted from 0. */
  readonly figures?: readonly number[];
}) {
  const kind = (column: number) => (figures.includes(column) ? undefined : 'words');
  return (
    <table className="small-table stacked">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          {head.map((text, column) => (
            <th key={text} scope="col" className={kind(column)}>
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
              <td key={column} className={kind(column + 1)} data-label={head[column + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
