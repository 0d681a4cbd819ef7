import { useQuery } from '@tanstack/react-query';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** The register of the company and its newest result; the first one is calculated when there is none yet. */
export function useHome(company: string) {
  const language = useLanguage();
  const mayRead = useMay('assessment.read');
  const mayRun = useMay('assessment.run');
  const register = useQuery(orpc.companies.get.queryOptions({ input: { company } }));
  const settings = useQuery(orpc.settings.get.queryOptions()).data?.settings;
  const kept = useQuery(orpc.companies.assessments.queryOptions({ input: { company }, enabled: mayRead }));
  const inLanguage = kept.data?.assessments.filter((row) => row.language === language);
  const newest = inLanguage?.[0];
  // Of as many years as the newest, so that a difference is one of the register.
  const earlier = inLanguage?.find(
    ({ years, companyVersion }) => years === newest?.years && companyVersion < newest.companyVersion,
  );
  const assessment = useQuery(
    orpc.companies.assessment.queryOptions({
      input: { company, assessment: newest?.id ?? '' },
      enabled: newest !== undefined,
    }),
  );
  const calculate = useQuery({
    queryKey: ['home', 'calculate', company, language],
    queryFn: async ({ signal }) => {
      const years = settings?.years;
      const { id } = await api.companies.assess({ company, years, language }, { signal });
      await kept.refetch();
      return id;
    },
    // Only the first time: later changes are calculated when somebody asks for it.
    enabled: mayRun && settings !== undefined && inLanguage?.length === 0,
    retry: false,
    meta: { keep: false },
  });
  return {
    register: register.data,
    assessment: assessment.data?.assessment,
    page: newest?.id,
    earlier,
    /** The register was changed after the result. */
    isStale:
      newest !== undefined && register.data !== undefined && newest.companyVersion < register.data.version,
    tolerance: settings?.tolerance?.yen ?? register.data?.document.organisation.toleranceYen,
    mayRun,
    mayRead,
    calculate,
    error: register.error ?? kept.error ?? assessment.error,
  };
}
export type Home = ReturnType<typeof useHome>;
