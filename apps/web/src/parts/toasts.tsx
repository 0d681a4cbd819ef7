import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { observable, useObservable } from './observable.ts';

// Short messages at the foot of the page, and the way back: whoever changes something offers to undo it.

type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: 'calm' | 'problem';
  readonly undo?: () => Promise<unknown>;
};

const SHOWN_MS = { calm: 4_000, problem: 10_000, undo: 15_000 };
const toasts = observable<readonly Toast[]>([]);
let last = 0;

function add(toast: Omit<Toast, 'id'>): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get().slice(-2), { ...toast, id }]);
  setTimeout(() => dismiss(id), toast.undo ? SHOWN_MS.undo : SHOWN_MS[toast.tone]);
}

const dismiss = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/** Says something that needs no answer. */
export const say = (text: string): void => add({ text, tone: 'calm' });

/** Says that something did not work. */
export const sayProblem = (text: string): void => add({ text, tone: 'problem' });

/**
 * Says what was changed and offers to undo it, by button or Ctrl+Z.
 *
 * @example offerUndo(t('deleted'), () => api.companies.restore({ company }))
 */
export const offerUndo = (text: string, undo: () => Promise<unknown>): void =>
  add({ text, tone: 'calm', undo });

/** Where the messages appear; once, in the shell. */
export function Toasts() {
  const { t } = useTranslation('parts');
  const shown = useObservable(toasts);
  const latest = shown.findLast(({ undo }) => undo !== undefined);

  useEffect(() => {
    if (!latest) return;
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
      // In a field the browser undoes the typing.
      if (!isUndo || (event.target as Element).closest('input, textarea, [contenteditable]')) return;
      event.preventDefault();
      undo(latest);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const undo = (toast: Toast) => {
    dismiss(toast.id);
    toast.undo?.().then(
      () => say(t('undone')),
      () => sayProblem(t('undoFailed')),
    );
  };

  return (
    <div className="toasts" role="status">
      {shown.map((toast) => (
        <div key={toast.id} className="toast" data-tone={toast.tone}>
          <span>{toast.text}</span>
          {toast.undo && (
            <button type="button" className="link" onClick={() => undo(toast)}>
              {t('undo')}
            </button>
          )}
          <button
            type="button"
            className="toast-close"
            aria-label={t('close')}
            onClick={() => dismiss(toast.id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
