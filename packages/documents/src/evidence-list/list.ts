import type { Entry, Json } from '@sonae/evidence';
import type { BundleIndex, PlacedEntry } from '@sonae/evidence/bundle';

/** A timestamp over the log (時刻証明), checked by whoever hands it over. */
export type ListStamp = {
  /** The time in the token, ISO 8601. */
  readonly genTime: string;
  /** Who stamped: the subject of the certificate, or the provider's name where the token does not say. */
  readonly authority: string;
  /** 認定, 非認定 or 社内. */
  readonly label: string;
  /** Covers the entries before this one. */
  readonly size: number;
  /** The token in the bag. */
  readonly token: string;
};

/** One act on a piece of evidence (取扱い): what, how, where, with which result. */
export type ListStep = {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly kind: Entry['kind'];
  readonly what?: string;
  readonly how?: string;
  readonly where?: string;
  readonly result?: string;
};

/** One piece of evidence (証拠). */
export type ListItem = {
  /** What it is: the kind of its source, `folder-list` or `testimony`. */
  readonly kind: string;
  readonly name: string;
  /** Bytes; absent where the entry does not say (testimony). */
  readonly size?: number;
  /** Files that a sealed folder holds; its `size` is theirs together. */
  readonly files?: number;
  readonly sha256: string;
  /** When and by whom it was sealed, and the entry that says so. */
  readonly at: string;
  readonly by: string;
  readonly entry: number;
  readonly steps: readonly ListStep[];
  /** Why the original is not in the bag; `shredded` where it is no more. */
  readonly withheld?: string;
};

/** What the evidence list (証拠目録) says. Times are ISO 8601, places count the log's entries from 0. */
export type EvidenceList = {
  readonly case: string;
  /** The day of the list, `2026-11-21`. */
  readonly date: string;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string };
  /** Keys of the log (vkey), the oldest first. */
  readonly keys: readonly string[];
  readonly stamps: readonly ListStamp[];
  readonly items: readonly ListItem[];
  /** Entries of the case that are about no item: facts, decisions, approvals. */
  readonly others: readonly ListStep[];
  readonly redacted: readonly { readonly entry: number; readonly reason: string }[];
};

/** What a bag holds that is not in its index. */
export type BagFacts = Pick<EvidenceList, 'date' | 'keys' | 'stamps'> & {
  /** The root hash at the head, base64. */
  readonly root: string;
};

/**
 * The list of a bag, made from what the bag shows and nothing else: what is redacted stays unsaid. The first entry about a file makes the
 * item, all later ones are steps.
 */
export function evidenceListOf(
  entries: readonly PlacedEntry[],
  index: BundleIndex,
  facts: BagFacts,
): EvidenceList {
  const withheld = new Map(index.withheld.map(({ sha256, reason }) => [sha256, reason]));
  const items = new Map<string, ListItem & { steps: ListStep[] }>();
  const others: ListStep[] = [];
  for (const { index: place, entry } of entries) {
    const sha256 = text(entry.body.sha256);
    const step = stepOf(place, entry);
    const kind = itemKind(entry);
    if (kind !== undefined && sha256 !== undefined && !items.has(sha256)) {
      const reason = withheld.get(sha256);
      items.set(sha256, {
        kind,
        ...contentOf(entry),
        sha256,
        at: entry.at,
        by: entry.by,
        entry: place,
        steps: [step],
        ...(reason === undefined ? {} : { withheld: reason }),
      });
    } else {
      // Added once more, perhaps under another name.
      const again =
        kind === undefined
          ? step
          : { ...step, what: `${step.what ?? ''} ${text(entry.body.name) ?? ''}`.trim() };
      (items.get(sha256 ?? '')?.steps ?? others).push(again);
    }
  }
  const { case: of, origin, size, redacted } = index;
  const { date, keys, stamps, root } = facts;
  return {
    case: of,
    date,
    checkpoint: { origin, size, root },
    keys,
    stamps: [...stamps].sort((a, b) => Date.parse(a.genTime) - Date.parse(b.genTime)),
    items: [...items.values()],
    others,
    redacted,
  };
}

/** The earliest timestamp of each label that covers the entry. */
export function stampsOf(list: EvidenceList, entry: number): ListStamp[] {
  const first = new Map<string, ListStamp>();
  for (const stamp of list.stamps)
    if (stamp.size > entry && !first.has(stamp.label)) first.set(stamp.label, stamp);
  return [...first.values()];
}

function itemKind({ kind, body }: Entry): string | undefined {
  if (kind === 'folder.sealed') return 'folder-list';
  if (kind === 'testimony.given') return 'testimony';
  return kind === 'file.added' ? (text(record(body.source).kind) ?? 'file') : undefined;
}

function contentOf({ kind, body }: Entry): Pick<ListItem, 'name' | 'size' | 'files'> {
  if (kind === 'testimony.given') return { name: text(body.speaker) ?? '' };
  const name = text(body.name) ?? '';
  const size = kind === 'folder.sealed' ? body.bytes : body.size;
  return {
    name,
    ...(typeof size === 'number' ? { size } : {}),
    ...(kind === 'folder.sealed' && typeof body.files === 'number' ? { files: body.files } : {}),
  };
}

/** Keys under which entries say in words what they are about. */
const SAYS = ['fact', 'action', 'subject', 'document', 'policy', 'contract', 'estimate', 'reason', 'until'];

function stepOf(entry: number, { at, by, kind, body }: Entry): ListStep {
  const custody = record(body.custody);
  const what = text(custody.what) ?? SAYS.map((key) => text(body[key])).find((said) => said !== undefined);
  const parts = {
    what,
    how: text(custody.how),
    where: text(custody.where),
    result: text(custody.result) ?? text(body.approvedBy),
  };
  const known = Object.fromEntries(Object.entries(parts).filter(([, part]) => part));
  return { entry, at, by, kind, ...known };
}

function record(value: Json | undefined): Readonly<Record<string, Json | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json | undefined>>)
    : {};
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
