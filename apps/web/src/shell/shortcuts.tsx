import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useCurrentCompany } from '../api/company.ts';
import { may, useMe } from '../api/me.ts';
import { PAGES } from '../routes.tsx';

const Dialogs = lazy(() => import('./dialogs.tsx'));

/** `g` waits this long for the letter of a page. */
const CHORD_MS = 1_500;

/** The keyboard: `g e` and the like, `/` to find, `?` for the list. Typing in a field is typing. */
export function Shortcuts() {
  const navigate = useNavigate();
  const me = useMe();
  const company = useCurrentCompany()?.id;
  const [dialog, setDialog] = useState<'jump' | 'help'>();
  const chord = useRef(0);

  useEffect(() => {
    const go = (key: string) => {
      // The deadlines are a part of the home page.
      if (key === 'd') return void navigate({ to: '/', hash: 'deadlines' });
      const page = PAGES.find((entry) => entry.key === key);
      if (!page || !may(me, page.needs) || (page.menu === 'company' && !company)) return;
      void navigate({ to: page.path, params: { company } });
    };
    const onKey = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).closest(
        'input, textarea, select, [contenteditable], dialog, [role="dialog"]',
      );
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (Date.now() - chord.current < CHORD_MS) {
        chord.current = 0;
        go(event.key);
        return;
      }
      if (event.key === 'g') chord.current = Date.now();
      if (event.key !== '/' && event.key !== '?') return;
      event.preventDefault();
      setDialog(event.key === '/' ? 'jump' : 'help');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, me, company]);

  if (!dialog) return null;
  return (
    <Suspense>
      <Dialogs kind={dialog} onClose={() => setDialog(undefined)} />
    </Suspense>
  );
}
