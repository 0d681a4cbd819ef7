import { type ReactNode, useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';

/** The heading of a page, its line of explanation, and what can be done on it; also the title of the window. */
export function PageTitle({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('shell');
  useEffect(() => {
    document.title = `${title} – ${t('brand')}`;
  }, [title, t]);
  return (
    <div className="page-title">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className="sub">{lead}</p>}
      </div>
      {children && <div className="actions">{children}</div>}
    </div>
  );
}

type SectionProps = {
  readonly title: string;
  readonly note?: ReactNode;
  /** Marks the one card of the page that matters most, or the one that asks something. */
  readonly accent?: 'key' | 'question';
  /** Columns of twelve it takes on a wide screen. */
  readonly span?: 3 | 4 | 5 | 6 | 7 | 8 | 12;
  readonly id?: string;
  readonly children: ReactNode;
};

/** A card of paper with its heading. Put several into `<div className="cards">`. */
export function Section({ title, note, accent, span = 12, id, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="card" id={id} data-accent={accent} data-span={span} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {note && <p className="sub">{note}</p>}
      {children}
    </section>
  );
}

/** What stands where nothing is yet: why it is empty, and the one step that fills it; without a title where the heading above says it. */
export function Empty({
  title,
  text,
  children,
}: {
  readonly title?: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      {title && <p className="empty-title">{title}</p>}
      <p className="sub">{text}</p>
      {children && <div className="actions">{children}</div>}
    </div>
  );
}
