import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useObservable } from '../parts/observable.ts';
import { chosenCompany } from './choices.ts';
import { orpc } from './client.ts';
import { useMay } from './me.ts';

/** The companies of the organisation; empty while they are not known. */
export function useCompanies() {
  const enabled = useMay('company.read');
  return useQuery(orpc.companies.list.queryOptions({ enabled })).data?.companies ?? [];
}

/** The company a page under `/c/$company/` is about. */
export function useCompanyId(): string {
  const { company } = useParams({ strict: false });
  if (company === undefined) throw new Error('no company in the address of this page');
  return company;
}

/** The company that the navigation leads to: that of the page, else the last one, else the first. */
export function useCurrentCompany() {
  const companies = useCompanies();
  const { company } = useParams({ strict: false });
  const last = useObservable(chosenCompany);
  const wanted = company ?? last;
  return companies.find(({ id }) => id === wanted) ?? companies[0];
}
