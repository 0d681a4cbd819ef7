import type { Text } from '@sonae/core';
import { decodeEntry, formatVkey, readEntries, readState, type State } from '@sonae/evidence';
import { collectingDisk, exportBundle } from '@sonae/evidence/bundle';
import { bundleVerifiers } from '@sonae/evidence/files';
import { HeldElsewhere, type Store } from '@sonae/store';
import { outcome } from '../../evidence/problem.ts';
import { type EvidenceHome, type HeldEvidence, holdEvidence, SERVER } from './home.ts';
import { recordMore, recordWaiting } from './record.ts';

/** Longest wait for a worker that writes at this moment. */
const PATIENCE_MS = 20_000;

/** What of a case may go out. */
export type EvidenceOrder = {
  readonly organisation: string;
  readonly case: string;
  readonly photos: boolean;
  /** Whoever may not see contents with personal data gets what the server itself wrote: the entries of the timeline, and the photos asked for. */
  readonly maySeePersons: boolean;
  /** `2026-11-21` */
  readonly today: string;
};

/** The evidence of a case as the files of a bag, or why there is none. */
export type CaseEvidenceBag =
  | {
      readonly files: ReadonlyMap<string, Uint8Array>;
      readonly origin: string;
      readonly vkey: string;
      readonly size: number;
    }
  | { readonly files?: undefined; readonly reason: Text };

/**
 * The evidence export of a case (証拠一式): entries, proofs, tiles, signed checkpoint and verifiers, after all that waits of it was written. The store
 * is held meanwhile; where that cannot be had, the reason is given in words and nothing is refused.
 */
export async function caseEvidence(
  store: Store,
  home: EvidenceHome | undefined,
  order: EvidenceOrder,
): Promise<CaseEvidenceBag> {
  if (!home) return { reason: ELSEWHERE };
  const work = () =>
    holdEvidence(store, home, order.organisation, (held) => exportCase(store, order, held), PATIENCE_MS);
  try {
    const { value, issue } = await outcome(home.folder, work);
    return value ?? { reason: issue!.message };
  } catch (error) {
    if (error instanceof HeldElsewhere) return { reason: BUSY };
    throw error;
  }
}

async function exportCase(store: Store, order: EvidenceOrder, held: HeldEvidence): Promise<CaseEvidenceBag> {
  const { evidence } = held;
  await recordWaiting(store, order.organisation, held);
  const state = await readState(evidence.disk);
  const out = collectingDisk();
  const hidden = await hiddenOf(held, state, order);
  const { index } = await exportBundle(evidence, out.disk, {
    case: order.case,
    by: SERVER,
    today: order.today,
    state,
    verifiers: await bundleVerifiers(),
    ...hidden,
  });
  // That it went out is an entry too.
  await recordMore(store, order.organisation, held);
  return {
    files: out.files(),
    origin: index.origin,
    vkey: formatVkey(evidence.keys.at(-1)!),
    size: index.size,
  };
}

const NOT_ASKED = '写真を入れない控え / without photos';
const PERSONAL = '個人情報を見る権限がない / no permission to see personal data';

/** What stays behind: named, with the reason, and provable. */
async function hiddenOf({ evidence }: HeldEvidence, state: State, order: EvidenceOrder) {
  const withhold = new Map<string, string>();
  const redact = new Map<number, string>();
  const places = new Set(state.cases.get(order.case) ?? []);
  const first = Math.min(...places);
  for await (const { index, bytes } of readEntries(evidence.disk, first)) {
    const entry = places.has(index) ? decodeEntry(bytes) : undefined;
    if (!entry) continue;
    const { kind, by, body } = entry;
    if (!order.maySeePersons && by !== SERVER) redact.set(index, PERSONAL);
    else if (!order.photos && kind === 'file.added' && by === SERVER)
      withhold.set(String(body.sha256), NOT_ASKED);
  }
  return { withhold, redact };
}

const ELSEWHERE: Text = {
  ja: '証拠の保管先は、このサーバーとは別の処理（sonae worker）が持っています。その場所で sonae evidence export を使ってください。',
  en: 'The evidence store is with another process (sonae worker). Use sonae evidence export there.',
};
const BUSY: Text = {
  ja: '証拠の保管先に書き込み中でした。少し待って、もう一度書き出してください。',
  en: 'The evidence store was being written to. Wait a little and write it out again.',
};
