import type { KnownStore } from '@sonae/operations/incident/evidence';
import type { Tx } from '@sonae/store';
import { type Config, evidenceHome } from './config.ts';
import type { Finding } from './doctor.ts';

/** What the database knows of the evidence journals. */
export type Journals = { readonly stores: readonly KnownStore[]; readonly waiting: number };

/** None where the schema is from before there were any. */
export async function journalsOf(client: Tx['$client']): Promise<Journals> {
  const { rows } = await client.query("select to_regclass('sonae.evidence_stores') is not null as there");
  if (!rows[0].there) return { stores: [], waiting: 0 };
  const known = await client.query(
    'select organisation_id as "organisationId", vkey, size::float8 as size, checkpoint from sonae.evidence_stores',
  );
  const open = await client.query(
    'select coalesce(sum(version - recorded), 0)::int as waiting from sonae.cases',
  );
  return { stores: known.rows, waiting: open.rows[0].waiting };
}

/** Where journals and key are, whether they open and are those that the database knows, and whether they lie together. */
export async function evidence(config: Config, { stores: known, waiting }: Journals): Promise<Finding> {
  const { examineEvidence } = await import('@sonae/operations/incident/evidence');
  const home = evidenceHome(config);
  const { folder, keyFile } = home;
  const id = 'evidence';
  const { value, issue } = await examineEvidence(home, known);
  if (issue) {
    const { ja, en } = issue.message;
    return {
      id,
      state: 'bad',
      message: {
        ja: `${ja} 場所 ${folder}、鍵 ${keyFile}、待っている記録 ${waiting} 件。`,
        en: `${en} Folder ${folder}, key ${keyFile}, ${waiting} entries wait.`,
      },
      hint: issue.hint,
    };
  }
  const message = {
    ja: `${folder}（${value.stores} 組織、待っている記録 ${waiting} 件）、鍵 ${keyFile}`,
    en: `${folder} (${value.stores} organisations, ${waiting} entries wait), key ${keyFile}`,
  };
  // Whoever copies the folder copies the key with it: what was to be destroyed could be read out of the copy.
  const { isWithin } = await import('@sonae/evidence/files');
  const together = [folder, config.data].some((place) => isWithin(place, keyFile));
  if (!together || value.stores === 0) return { id, state: 'ok', message };
  return {
    id,
    state: 'warning',
    message: {
      ja: `${message.ja}。鍵が、証拠と同じデータフォルダーにあります。`,
      en: `${message.en}. The key lies in the same data folder as the evidence.`,
    },
    hint: {
      ja: '鍵を別の場所に移し、SONAE_EVIDENCE_KEY_FILE に書いてください。控えも別々に取ってください。',
      en: 'Move the key elsewhere and name it in SONAE_EVIDENCE_KEY_FILE. Back the two up separately.',
    },
  };
}
