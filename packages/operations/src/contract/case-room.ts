import type { Text } from '@sonae/core';
import type { Foresight, LedgerLine, LedgerPosition, LinePosition } from '@sonae/incident/ledger';
import type { Band, LiveLiability } from '@sonae/incident/liability';
import * as z from 'zod';
import { id, issues, json, NO, operation } from './base.ts';
import { ledgerLine } from './ledger-line.ts';

/** A case by its id. */
export const one = z.object({ case: id });
/** Place of the last entry somebody has seen, and one more. */
export const version = z.int().min(0).max(2_147_483_647);
export const line = z.string().trim().min(1).max(2_000);
/** An id of a device's own for what it writes: sent again after a gap, it is written once. */
export const key = z.string().min(8).max(100).optional();
export const face = (screen: string, command: string) => ({ command, screen, document: NO.noPaper });

/** Most bytes of a photo of a case. A phone makes 2–10 MB. */
export const MOST_PHOTO = 15 * 1024 * 1024;
const ON_SERVER = { none: 'a case of the house; a command line has its own store of evidence' };
const company = z.object({
  id,
  name: z.string(),
  /** How many of its policies are here and can be read. */
  policies: z.int(),
  /** What the case may concern. */
  assets: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** What a case needs beside its log: what it may cost, what was spent, whom to call, what was photographed. */
export const roomOperations = {
  liability: operation('GET', '/cases/{case}/liability', {
    summary: '進行中の事案の責任額 / The liability of the running case',
    needs: 'case.read',
    faces: { command: ON_SERVER, screen: '/cases/{case}', document: NO.noPaper },
  })
    .input(one)
    .output(
      z.object({
        version,
        /** Absent where the case was opened without one: then there is nothing to calculate by. */
        company: company.nullable(),
        liability: json<LiabilityJson | null>(
          'bands of gross, insurer and rest; heads, questions, late notice',
        ),
        issues,
      }),
    ),
  ledger: operation('GET', '/cases/{case}/ledger', {
    summary: '費用と請求の台帳 / The ledger of costs and claims',
    needs: 'case.read',
    personal: true,
    faces: { command: ON_SERVER, screen: '/cases/{case}', document: NO.noPaper },
  })
    .input(one)
    .output(
      z.object({
        version,
        company: company.nullable(),
        lines: json<readonly LedgerLine[]>('lines as they stand'),
        position: json<LedgerJson>('totals and each line against the policies, as the evaluator says'),
        warnings: json<readonly Foresight[]>('lines that would better wait'),
        issues,
      }),
    ),
  ledgerCheck: operation('POST', '/cases/{case}/ledger/check', {
    summary: '約束・支払の前の確認 / What a line would mean, before it is promised or spent',
    needs: 'case.read',
    action: 'read',
    faces: { command: ON_SERVER, screen: '/cases/{case}', document: NO.noPaper },
  })
    .input(one.extend({ line: ledgerLine }))
    .output(
      z.object({
        foresight: json<Foresight>('what insurers would pay more, with and without consent; warnings'),
        position: json<LinePosition & { readonly coverName?: string }>('the line against the policies'),
      }),
    ),
  contacts: operation('GET', '/cases/{case}/contacts', {
    summary: '連絡先（かける順） / Whom to call, in order',
    needs: 'case.read',
    personal: true,
    faces: { command: ON_SERVER, screen: '/cases/{case}', document: NO.noPaper },
  })
    .input(one)
    .output(
      z.object({
        contacts: z.array(
          z.object({
            area: json<Text | null>('what they are for'),
            who: z.string(),
            person: z.string().optional(),
            phone: z.string().optional(),
            email: z.string().optional(),
            hours: z.string().optional(),
            /** As written on the case, where it is of no register. */
            reach: z.string().optional(),
          }),
        ),
        /** The register has contacts that may not be seen here. */
        withoutPersonal: z.boolean(),
      }),
    ),
  bundle: operation('GET', '/cases/{case}/bundle.zip', {
    summary: '専門家に渡す控え（zip） / The record of a case for an expert (zip)',
    needs: 'case.read',
    personal: true,
    leaves: true,
    faces: {
      command: 'sonae incident export DIR CASE',
      screen: '/cases/{case}',
      document: 'case file',
    },
  })
    .input(
      one.extend({
        language: z.enum(['ja', 'en']).default('ja'),
        /** Whether the photos go with it, or are only named. */
        photos: z.stringbool().or(z.boolean()).default(true),
      }),
    )
    .output(z.file()),
  photo: operation('POST', '/cases/{case}/photos', {
    summary: '写真を証拠に残す / Keep a photo',
    needs: 'case.write',
    faces: face('/cases/{case}', 'sonae evidence add DIR FILE'),
  })
    .input(one.extend({ file: z.file().min(1).max(MOST_PHOTO), note: line.optional(), key }))
    .output(z.object({ version, sha256: z.string() })),
  file: operation('GET', '/cases/{case}/files/{sha256}', {
    summary: '残した写真・ファイル / A photo or file that was kept',
    needs: 'case.read',
    personal: true,
    faces: { command: ON_SERVER, screen: '/cases/{case}', document: NO.noPaper },
  })
    .input(one.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(z.file()),
};

/** {@link LiveLiability} with the words people read. */
export type LiabilityJson = Omit<LiveLiability, 'heads' | 'questions'> & {
  readonly heads: readonly (LiveLiability['heads'][number] & { readonly title: Text })[];
  readonly questions: readonly {
    /** The key under which the answer is stated as a fact. */
    readonly key: string;
    readonly title: Text;
    readonly worth: number;
    readonly answers: readonly {
      readonly value: string;
      readonly label: Text | null;
      readonly stays: Band;
    }[];
  }[];
};

/** The position of a ledger without the evaluator's whole answer. */
export type LedgerJson = Omit<LedgerPosition, 'result' | 'lines'> & {
  readonly lines: readonly (LinePosition & { readonly coverName?: string })[];
};
