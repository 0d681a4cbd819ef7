import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { orpc } from '../../api/client.ts';

/** What the company of this case calls an asset; its id until that is known. */
export function useAssetName(): (asset: string) => string {
  const { case: id = '' } = useParams({ strict: false });
  // Asked by the card of the liability; here only what it brought is looked at.
  const { data } = useQuery({
    ...orpc.cases.liability.queryOptions({ input: { case: id } }),
    enabled: false,
  });
  return (asset) => data?.company?.assets.find((one) => one.id === asset)?.name ?? asset;
}
