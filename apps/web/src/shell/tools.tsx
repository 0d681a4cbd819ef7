import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/me.ts';
import { setLanguage } from '../i18n/i18n.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { CompanyChooser, OrganisationChooser } from './choosers.tsx';

/** Which company, who I am, which language. */
export function Tools() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const me = useMe();
  const other = language === 'ja' ? 'en' : 'ja';
  return (
    <div className="shell-tools">
      <OrganisationChooser />
      <CompanyChooser />
      {me?.kind === 'demo' && (
        <span className="shell-tag" title={t('demoNote')}>
          {t('demo')}
        </span>
      )}
      {me?.kind === 'user' && <Link to="/account">{me.user?.name}</Link>}
      {me?.kind === 'visitor' && <Link to="/sign-in">{t('signIn')}</Link>}
      <button type="button" className="link" lang={other} onClick={() => void setLanguage(other)}>
        {t('language')}
      </button>
    </div>
  );
}
