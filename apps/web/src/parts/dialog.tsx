import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

type DialogProps = {
  readonly title: string;
  /** For tables: as wide as the page allows. */
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A window over the page, open as long as it is drawn: the browser keeps the keyboard inside, Escape closes it. */
export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const { t } = useTranslation('parts');
  const heading = useId();
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={place}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={heading}
      onClose={onClose}
    >
      <div className="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="dialog-close" aria-label={t('close')} onClick={onClose}>
          ×
        </button>
      </div>
      {children}
    </dialog>
  );
}
