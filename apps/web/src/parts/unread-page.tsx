import { PageTitle } from './page.tsx';
import { Problem } from './problem.tsx';
import { Loading } from './waiting.tsx';

type UnreadPageProps = {
  readonly title: string;
  readonly query: { readonly error: unknown; readonly refetch: () => unknown };
};

/** A page whose contents are not there: still on their way, or why not and a way to ask again. */
export function UnreadPage({ title, query: { error, refetch } }: UnreadPageProps) {
  if (!error) return <Loading />;
  return (
    <>
      <PageTitle title={title} />
      <Problem error={error} retry={() => void refetch()} />
    </>
  );
}
