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
    // A group and no region: a page is not to be cut into as many parts as it has tables.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      className={className ? `scroll ${className}` : 'scroll'}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </div>
  );
}
