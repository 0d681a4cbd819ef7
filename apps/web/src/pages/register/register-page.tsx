import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../../api/company.ts';
import { UnreadPage } from '../../parts/unread-page.tsx';
import './register.css';
import { RegisterEditor } from './register-editor.tsx';
import { useEditing } from './use-editing.ts';

/** The register of a company: tables to type in, import, history. */
export default function RegisterPage() {
  const { t } = useTranslation('register');
  const company = useCompanyId();
  const { editing, query, withoutPersonal } = useEditing(company);
  if (editing)
    return (
      <RegisterEditor key={company} company={company} editing={editing} withoutPersonal={withoutPersonal} />
    );
  return <UnreadPage title={t('title')} query={query} />;
}
