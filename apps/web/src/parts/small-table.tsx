import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type TableText = {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row names it. A column without words holds what can be done with the row. */
  readonly rows: readonly (readonly ReactNode[])[];
  /** Columns that hold words, counted from 0; the first always does. Words stand to the left and may wrap. */
  readonly words?: readonly number[] | 'all';
};

/** A plain table with its caption; numbers stand to the right. Scrolls by itself where it is too wide. */
export function SmallTable({
  caption,
  head,
  rows,
  words = [],
  showCaption = false,
  stacked = false,
}: TableText & {
  readonly showCaption?: boolean;
  /** On a phone the rows become cards. */
  readonly stacked?: boolean;
}) {
  const { t } = useTranslation('parts');
  const place = useRef<HTMLDivElement>(null);
  const isWide = useIsWide(place);
  const kind = (column: number) => (words === 'all' || words.includes(column) ? 'words' : undefined);
  return (
    <div ref={place} className="scroll" tabIndex={isWide ? 0 : undefined}>
      <table className={stacked ? 'small-table stacked' : 'small-table'}>
        <caption className={showCaption ? undefined : 'hidden'}>{caption}</caption>
        <thead>
          <tr>
            {head.map((text, column) => (
              <th key={text} scope="col" className={kind(column)}>
                {text || <span className="hidden">{t('actions')}</span>}
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
    </div>
  );
}

/** Whether the contents are wider than their place: then it scrolls, and the keyboard must reach it. */
function useIsWide(place: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return isWide;
}
