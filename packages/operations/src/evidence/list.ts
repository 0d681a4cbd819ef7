import type { Language } from '@sonae/core';
import { formatVkey, fromUtf8, type Store, toBase64 } from '@sonae/evidence';
import type { BundleIndex, BundleStamp, PlacedEntry } from '@sonae/evidence/bundle';

/** The evidence list (証拠目録) of a bag that is being written, as a PDF. What sets it is loaded here, on first use. */
export async function evidenceList(
  store: Store,
  entries: readonly PlacedEntry[],
  index: BundleIndex,
  { today, language = 'ja' }: { readonly today: string; readonly language?: Language },
): Promise<Uint8Array> {
  const { evidenceListOf, evidenceListPdf } = await import('@sonae/documents/evidence-list');
  const head = await store.checkpoint();
  const stamps = await Promise.all(index.stamps.map((stamp) => checkedStamp(store, stamp)));
  const list = evidenceListOf(entries, index, {
    date: today,
    root: toBase64(head.checkpoint.root),
    keys: store.keys.map(formatVkey),
    stamps: stamps.filter((stamp) => stamp !== undefined),
  });
  return evidenceListPdf(list, language);
}

/** What a token says of itself; one that does not verify is no proof of a time, and stays off the list. */
async function checkedStamp({ disk }: Store, { data, token, ca, size, provider, label }: BundleStamp) {
  const { certsOfPem, verifyTimestamp } = await import('@sonae/evidence/time');
  const inStore = (path: string) => disk.read(path.slice('data/'.length));
  const [note, answer, pem] = await Promise.all([data, token, ca].map(inStore));
  if (!note || !answer || !pem) return undefined;
  const { valid, genTime, tsa } = await verifyTimestamp({
    token: answer,
    data: note,
    trusted: certsOfPem(fromUtf8(pem) ?? ''),
  });
  if (!valid || genTime === null) return undefined;
  return { genTime, authority: tsa ?? provider, label, size, token };
}
