import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { PageTitle } from '../../parts/page.tsx';
import { Problem, useProblemText } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { sayProblem } from '../../parts/toasts.tsx';
import { Loading } from '../../parts/waiting.tsx';
import { Changes } from './changes.tsx';
import { Figures } from './figures.tsx';
import { ContractGaps, ControlsByValue, Deadlines, LawChanges, Questions } from './lists.tsx';
import { useHome } from './use-home.ts';

/** The home page of one company. */
export function HomeOf({ company, name }: { readonly company: string; readonly name: string }) {
  const { t } = useTranslation('home');
  const problem = useProblemText();
  const home = useHome(company);
  const { register, assessment, page, error } = home;
  const download = async () => {
    try {
      saveFile(await api.companies.page({ company, assessment: page!, format: 'pdf' }), `${name}.pdf`);
    } catch (failed) {
      sayProblem(problem(failed));
    }
  };
  return (
    <>
      <PageTitle title={name} lead={t('lead')}>
        {page && (
          <Button variant="default" onClick={() => void download()}>
            {t('onePage')}
          </Button>
        )}
        <Button variant="default" onClick={() => print()}>
          {t('print')}
        </Button>
      </PageTitle>
      {!register ? (
        error ? (
          <Problem error={error} />
        ) : (
          <Loading />
        )
      ) : (
        <div className="cards">
          <Figures home={home} company={register.document} withoutPersonal={register.withoutPersonal} />
          <div className="stack" data-span="7">
            <Deadlines company={register.document} />
            <ContractGaps id={company} company={register.document} badYear={assessment?.waterfall.gross} />
            <ControlsByValue id={company} register={register} />
          </div>
          <div className="stack" data-span="5">
            <Changes id={company} home={home} />
            <Questions id={company} assessment={assessment} />
            <LawChanges />
          </div>
        </div>
      )}
    </>
  );
}
