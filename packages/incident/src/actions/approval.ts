import {
  formatNote,
  formatVkey,
  parseNote,
  parseVkey,
  signNote,
  speakerKey,
  verifyNote,
} from '@sonae/evidence';
import { type Result, refusal } from './issues.ts';
import { type Plan, planHash } from './plan.ts';
import type { RespondSettings } from './settings.ts';

/** Clocks of two people may differ by so much. */
const SKEW = 120_000;

/** What somebody says of a plan: yes, or that it cannot wait for a second person. */
export type Approval = {
  readonly name: string;
  readonly at: string;
  /** Why one person alone acts (緊急実行); absent for an ordinary approval. */
  readonly glass?: string;
};

const TITLE = 'sonae approval v1';

/** The text that is signed. It names plan, person, moment and decision, so that no part can be used for another. */
function approvalText(plan: Plan, { name, at, glass }: Approval): string {
  const target = Object.values(plan.parameters).join(' ');
  const decision = glass === undefined ? 'approved' : `alone: ${oneLine(glass)}`;
  return `${[TITLE, planHash(plan), `${plan.action} ${oneLine(target)}`, name, at, decision].join('\n')}\n`;
}

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** Approves a plan with one's own key: a signed note. */
export function signApproval(plan: Plan, approval: Approval, seed: Uint8Array): string {
  const key = speakerKey(approval.name, seed);
  const text = approvalText(plan, approval);
  return formatNote({ text, signatures: [signNote(text, key.name, key.id, seed)] });
}

/** The vkey of a person, as the settings hold it. */
export function approverKey(name: string, seed: Uint8Array): string {
  return formatVkey(speakerKey(name, seed));
}

/** What a note says about this plan, where somebody who may approve has signed it. */
export function openApproval(
  note: string,
  plan: Plan,
  settings: RespondSettings,
  now: number,
): Result<Approval> {
  const parsed = parseNote(note);
  const [title, hash, , name, at, decision] = parsed?.text.split('\n') ?? [];
  if (!parsed || title !== TITLE || decision === undefined) return { issues: [refusal('bad-signature')] };
  if (hash !== planHash(plan)) return { issues: [refusal('plan-changed', name)] };
  const approver = settings.approvers.find((one) => one.name === name);
  if (!approver) return { issues: [refusal('no-approver', name)] };
  const key = parseVkey(approver.vkey)!;
  if (verifyNote(parsed, [key])?.length !== 1) return { issues: [refusal('bad-signature', name)] };
  const moment = Date.parse(at);
  if (!(moment >= Date.parse(plan.at) - SKEW && moment <= now + SKEW))
    return { issues: [refusal('bad-time', `${name} ${at}`)] };
  const alone = /^alone: (.+)$/.exec(decision);
  if (!alone && decision !== 'approved') return { issues: [refusal('bad-signature', name)] };
  const approval = { name, at, ...(alone && { glass: alone[1] }) };
  // Whatever stands in the note must be what was signed for, letter by letter.
  if (parsed.text !== approvalText(plan, approval)) return { issues: [refusal('bad-signature', name)] };
  return { value: approval };
}
