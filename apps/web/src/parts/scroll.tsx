import type { ReactNode } from 'react';

/** What may be wider than the page and then scrolls by itself; the keyboard reaches it. */
export function Scroll({
  label,
  className,
  children,
}: {
  /** What is in it. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className={className ? `scroll ${className}` : 'scroll'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
