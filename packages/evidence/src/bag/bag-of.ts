import { createHash } from 'node:crypto';
import { BAG_DIGESTS, BAGIT_TXT, type BagEntry, formatInfo, formatManifest } from './write.ts';

/**
 * A bag (RFC 8493) in memory: the payload, which lies under `data/`, with declaration, information and manifests. The same files
 * and information give the same bytes.
 *
 * @param payload files by path; each path begins with `data/`
 */
export function bagOf(
  payload: ReadonlyMap<string, Uint8Array>,
  info: readonly (readonly [label: string, value: string])[],
): Map<string, Uint8Array> {
  const outside = [...payload.keys()].filter((path) => !path.startsWith('data/'));
  if (outside.length > 0) throw new Error(`not under data/: ${outside.join(', ')}`);
  const bytes = [...payload.values()].reduce((sum, content) => sum + content.length, 0);
  const tags = new Map([
    ['bagit.txt', BAGIT_TXT],
    ['bag-info.txt', formatInfo([...info, ['Payload-Oxum', `${bytes}.${payload.size}`]])],
    ...manifestsOf('manifest', payload),
  ]);
  return new Map([...tags, ...manifestsOf('tagmanifest', tags), ...payload]);
}

function manifestsOf(name: string, files: ReadonlyMap<string, Uint8Array>): [string, Uint8Array][] {
  const entries = [...files].map(
    ([path, bytes]): BagEntry => ({
      path,
      digests: Object.fromEntries(
        BAG_DIGESTS.map((algorithm) => [algorithm, createHash(algorithm).update(bytes).digest('hex')]),
      ),
    }),
  );
  return BAG_DIGESTS.map((algorithm) => [`${name}-${algorithm}.txt`, formatManifest(entries, algorithm)]);
}
