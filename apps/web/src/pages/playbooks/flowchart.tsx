import { useEffect, useRef } from 'react';
import { Scroll } from '../../parts/scroll.tsx';

/** A flowchart as the packages draw it. It becomes part of the page, so that its text has the page's letters and can be found. */
export function Flowchart({ svg, label }: { readonly svg: string; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    place.current?.replaceChildren(document.adoptNode(drawn));
  }, [svg]);
  return (
    <Scroll label={label}>
      <div ref={place} className="flowchart" />
    </Scroll>
  );
}
