import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHOWN_MS = 2_000;

/** A command line that one click copies. */
export function CopyCommand({ command }: { readonly command: string }) {
  const { t } = useTranslation('parts');
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(command);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <span className="command">
      <code>{command}</code>
      <button type="button" className="link" onClick={() => void copy()}>
        {isCopied ? t('copied') : t('copy')}
      </button>
      <span className="hidden" role="status">
        {isCopied ? t('copied') : ''}
      </span>
    </span>
  );
}
