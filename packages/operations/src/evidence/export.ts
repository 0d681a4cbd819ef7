import { mkdir, readdir } from 'node:fs/promises';
import type { Language } from '@sonae/core';
import { readState } from '@sonae/evidence';
import { evidenceList } from './list.ts';
import type { Outcome } from './problem.ts';
import { Refused } from './problem.ts';
import { type Place, withStore } from './store.ts';

export type ExportRequest = {
  readonly case: string;
  readonly out: string;
  readonly today: string;
  /** Of the evidence list; Japanese where not given. */
  readonly language?: Language;
  /** Digests of files and places of entries to leave out; both stay provable. */
  readonly withhold?: readonly string[];
  readonly redact?: readonly number[];
  readonly reason?: string;
};

export type ExportJson = {
  readonly bag: string;
  readonly case: string;
  readonly entries: number;
  readonly files: number;
  readonly redacted: number;
  readonly withheld: number;
  readonly bytes: number;
  readonly size: number;
  readonly stamps: number;
  /** SHA-256 of the tag manifest: one number that stands for the whole bag. */
  readonly tagmanifest: string;
};

/** Writes the evidence of a case as a bag that anybody can verify offline. */
export function exportEvidence(place: Place, request: ExportRequest): Promise<Outcome<ExportJson>> {
  return withStore(place, async (store) => {
    const { exportBundle } = await import('@sonae/evidence/bundle');
    const { bundleVerifiers, nodeDisk } = await import('@sonae/evidence/files');
    await mkdir(request.out, { recursive: true });
    if ((await readdir(request.out)).length > 0) throw new Refused('store.not-empty', request.out);
    const reason = request.reason ?? '非開示';
    const { index, tagmanifest, bytes } = await exportBundle(store, nodeDisk(request.out), {
      case: request.case,
      by: place.by,
      today: request.today,
      state: await readState(store.disk),
      withhold: new Map((request.withhold ?? []).map((sha256) => [sha256, reason])),
      redact: new Map((request.redact ?? []).map((place) => [place, reason])),
      verifiers: await bundleVerifiers(),
      list: (entries, index) => evidenceList(store, entries, index, request),
    });
    return {
      bag: request.out,
      case: index.case,
      entries: index.entries.length,
      files: index.files.length,
      redacted: index.redacted.length,
      withheld: index.withheld.length,
      bytes,
      size: index.size,
      stamps: index.stamps.length,
      tagmanifest,
    };
  });
}
