import { useMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { chosenCompany, chosenOrganisation } from '../api/choices.ts';
import { useCompanies, useCurrentCompany } from '../api/company.ts';
import { forgetReads } from '../api/kept-reads.ts';
import { useMe } from '../api/me.ts';
import { queryClient } from '../api/query-client.ts';

/** The company the pages are about; changing it stays on the page. */
export function CompanyChooser() {
  const { t } = useTranslation('shell');
  const companies = useCompanies();
  const current = useCurrentCompany();
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page });
  const navigate = useNavigate();
  if (!current) return null;
  const choose = (company: string) => {
    chosenCompany.set(company);
    if (page?.menu === 'company') void navigate({ to: page.path, params: { company } });
  };
  return (
    <label className="shell-select">
      <span className="hidden">{t('company')}</span>
      <select value={current.id} onChange={(event) => choose(event.target.value)}>
        {companies.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** For those who belong to several organisations, a broker say: everything else follows. */
export function OrganisationChooser() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const navigate = useNavigate();
  if (!me?.organisation || me.organisations.length < 2) return null;
  const choose = async (organisation: string) => {
    chosenOrganisation.set(organisation);
    chosenCompany.set(null);
    await forgetReads(queryClient);
    await navigate({ to: '/' });
  };
  return (
    <label className="shell-select">
      <span className="hidden">{t('organisation')}</span>
      <select value={me.organisation.id} onChange={(event) => void choose(event.target.value)}>
        {me.organisations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
