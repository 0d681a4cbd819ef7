import { useTranslation } from 'react-i18next';
import { CopyCommand } from './copy-command.tsx';

/** A link with a secret in it: shown when it is made, and never again. */
export function ShownOnce({ title, link }: { readonly title: string; readonly link: string | undefined }) {
  const { t } = useTranslation('parts');
  if (!link) return null;
  return (
    <div className="once" role="status">
      <b>{title}</b>
      <CopyCommand command={link} />
      <span className="sub">{t('copyNow')}</span>
    </div>
  );
}
