import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@digital-go-jp/design-tokens/dist/tokens-simple.css';
import './theme/mantine.ts';
import './theme/theme.css';
import './theme/parts.css';
import './shell/shell.css';
import './theme/print.css';
import { keepReads } from './api/kept-reads.ts';
import { queryClient } from './api/query-client.ts';
import { App } from './app.tsx';
import { startI18n } from './i18n/i18n.ts';
import { startOffline } from './offline/start.ts';

await Promise.all([startI18n(), keepReads(queryClient)]);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// The text is readable in the fonts of the machine; ours follow.
void import('./theme/fonts.ts');
startOffline();
