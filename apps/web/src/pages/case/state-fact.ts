import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useProblemText } from '../../parts/problem.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';

/** States a fact of a case as somebody answered a question: likely, until somebody confirms it. */
export function useStateFact(id: string): (key: string, value: string | number | boolean) => void {
  const { t } = useTranslation('cases');
  const client = useQueryClient();
  const problemText = useProblemText();
  const state = useMutation(
    orpc.cases.facts.mutationOptions({
      onSuccess: () => {
        say(t('record.saved'));
        void client.invalidateQueries();
      },
      onError: (error) => sayProblem(problemText(error)),
    }),
  );
  return (key, value) => state.mutate({ case: id, facts: [{ key, value, confidence: 'likely' }] });
}
