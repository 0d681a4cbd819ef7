import { utf8 } from '../bytes.ts';
import { sha256, sha256Hex } from '../digest.ts';
import { type Disk, writeDurably } from '../disk.ts';
import type { Random } from '../ports.ts';
import { certsOfPem } from '../time/certificate.ts';
import { encodeRequest, NONCE_BYTES } from '../time/request.ts';
import { type TimestampVerdict, verifyTimestamp } from '../time/verify.ts';
import type { Provider } from './settings.ts';
import type { Store } from './store.ts';

/** Asks an authority: a request in DER, its answer in DER. Rejects where it cannot be reached. */
export type AskAuthority = (provider: Provider, request: Uint8Array) => Promise<Uint8Array>;

export type Stamped =
  | {
      readonly stamped: true;
      readonly size: number;
      readonly provider: string;
      readonly label: string;
      readonly genTime: string;
      readonly tsa: string | null;
      readonly file: string;
    }
  | {
      readonly stamped: false;
      readonly size: number;
      readonly queued: true;
      readonly reasons: readonly string[];
    };

/** The size of the checkpoint that waits for a timestamp, kept so that the next opportunity is taken. */
const QUEUE = 'time/queue.json';

/**
 * Has the head of the log stamped (時刻認証) by the first provider that answers well. One token covers everything written so far,
 * tokens before it included: stamping anew before a certificate ends is how old tokens are renewed.
 */
export async function stampHead(
  store: Store,
  ask: AskAuthority,
  random: Random,
  by: string,
): Promise<Stamped> {
  const head = await store.checkpoint();
  const size = Number(head.checkpoint.size);
  const data = utf8(head.text);
  const reasons: string[] = [];
  for (const provider of store.settings.providers) {
    const nonce = random(NONCE_BYTES);
    try {
      const request = encodeRequest({ digest: sha256(data), nonce, policy: provider.policy });
      const token = await ask(provider, request);
      const trusted = certsOfPem(provider.ca);
      const verdict = await verifyTimestamp({ token, data, trusted, nonce, policy: provider.policy });
      if (!verdict.valid) throw new Error(verdict.errors.map(({ message }) => message).join('; '));
      const file = await keep(store, { size, data, token, provider, verdict, by });
      await store.checkpoint();
      const { genTime, tsa } = verdict;
      return {
        stamped: true,
        size,
        provider: provider.name,
        label: provider.label,
        genTime: genTime!,
        tsa,
        file,
      };
    } catch (error) {
      reasons.push(`${provider.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (reasons.length === 0) reasons.push('no provider is set');
  await writeDurably(store.disk, QUEUE, utf8(`${JSON.stringify({ size, reasons })}\n`));
  return { stamped: false, size, queued: true, reasons };
}

type Kept = {
  readonly size: number;
  readonly data: Uint8Array;
  readonly token: Uint8Array;
  readonly provider: Provider;
  readonly verdict: TimestampVerdict;
  readonly by: string;
};

async function keep(store: Store, { size, data, token, provider, verdict, by }: Kept): Promise<string> {
  const file = `time/${String(size).padStart(20, '0')}-${sha256Hex(token).slice(0, 12)}`;
  const ca = utf8(provider.ca);
  await writeDurably(store.disk, `${file}.note`, data);
  await writeDurably(store.disk, `${file}.tsr`, token);
  await writeDurably(store.disk, `${file}.pem`, ca);
  await store.record({
    kind: 'checkpoint.stamped',
    by,
    body: {
      size,
      file,
      sha256: sha256Hex(token),
      ca: sha256Hex(ca),
      provider: provider.name,
      label: provider.label,
      genTime: verdict.genTime!,
      ...(verdict.expires === null ? {} : { expires: verdict.expires }),
      ...(verdict.tsa === null ? {} : { tsa: verdict.tsa }),
    },
  });
  await store.disk.remove(QUEUE);
  return file;
}

/** The checkpoint that waits for a timestamp, or undefined. */
export async function queuedStamp(
  disk: Disk,
): Promise<{ readonly size: number; readonly reasons: readonly string[] } | undefined> {
  const bytes = await disk.read(QUEUE);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as { size: number; reasons: string[] });
}
