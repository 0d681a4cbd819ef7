import type { PolicyDraft } from '@sonae/policy';
import type { Files } from './ports.ts';
import { readBytes } from './read-company.ts';

/** Writes a policy file from answers in a file (証券の下書き). */
export async function draftFromFile(files: Files, path: string): Promise<PolicyDraft> {
  const bytes = await readBytes(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  return draftFromText(bytes, path);
}

/** Writes a policy file from answers as YAML or JSON text. */
export async function draftFromText(text: string | Uint8Array, name: string): Promise<PolicyDraft> {
  const { readDraftAnswers, writeDraft } = await import('@sonae/policy');
  const { answers, issues } = readDraftAnswers(text, name);
  if (!answers) return { issues };
  const draft = writeDraft(answers);
  return { ...draft, issues: [...issues, ...draft.issues] };
}
