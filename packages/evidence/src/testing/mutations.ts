import type { Memory } from './memory.ts';

/** One way to damage files: what was done, in words, and the files after it. */
export type Mutation = {
  readonly what: string;
  readonly kind: (typeof KINDS)[number];
  readonly path: string;
  readonly files: Memory;
};

const KINDS = [
  'byte changed',
  'bit flipped',
  'byte deleted',
  'byte inserted',
  'bytes swapped',
  'lines swapped',
  'line deleted',
  'truncated',
  'emptied',
  'file deleted',
  'files swapped',
  'file added',
] as const;

/** Damages the files once, at random. Nothing is returned where the draw changed nothing. */
export function mutate(files: Memory, chance: () => number): Mutation | undefined {
  const pick = (count: number) => Math.floor(chance() * count);
  const kind = KINDS[pick(KINDS.length)];
  const names = [...files.keys()];
  // By size half of the time, so that large files get their share, else every file alike.
  const name = chance() < 0.5 ? names[pick(names.length)] : bySize(files, chance);
  const bytes = files.get(name)!;
  const at = pick(bytes.length);
  const after: Memory = new Map(files);
  const set = (changed: Uint8Array) => void after.set(name, changed);
  const lines = () =>
    Buffer.from(bytes)
      .toString('latin1')
      .split(/(?<=\n)/);
  const join = (parts: string[]) => set(new Uint8Array(Buffer.from(parts.join(''), 'latin1')));

  if (kind === 'file deleted') after.delete(name);
  else if (kind === 'file added') after.set(`${name}~`, bytes);
  else if (kind === 'files swapped') {
    const other = names[pick(names.length)];
    after.set(name, files.get(other)!);
    after.set(other, bytes);
  } else if (bytes.length === 0) return undefined;
  else if (kind === 'emptied') set(new Uint8Array(0));
  else if (kind === 'truncated') set(bytes.slice(0, at));
  else if (kind === 'byte changed') set(bytes.with(at, pick(256)));
  else if (kind === 'bit flipped') set(bytes.with(at, bytes[at] ^ (1 << pick(8))));
  else if (kind === 'byte deleted')
    set(Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]));
  else if (kind === 'byte inserted')
    set(Uint8Array.from([...bytes.subarray(0, at), pick(256), ...bytes.subarray(at)]));
  else if (kind === 'bytes swapped') {
    const other = pick(bytes.length);
    set(bytes.with(at, bytes[other]).with(other, bytes[at]));
  } else {
    const parts = lines();
    const [one, two] = [pick(parts.length), pick(parts.length)];
    if (kind === 'line deleted') parts.splice(one, 1);
    else [parts[one], parts[two]] = [parts[two], parts[one]];
    join(parts);
  }
  if (sameFiles(files, after)) return undefined;
  return { what: `${kind} in ${name} at ${at}`, kind, path: name, files: after };
}

function bySize(files: Memory, chance: () => number): string {
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  let left = chance() * total;
  for (const [name, { length }] of files) {
    left -= length;
    if (left < 0) return name;
  }
  return [...files.keys()][0];
}

function sameFiles(a: Memory, b: Memory): boolean {
  return (
    a.size === b.size &&
    [...a].every(
      ([name, bytes]) => Buffer.compare(bytes, b.get(name) ?? Buffer.alloc(0)) === 0 && b.has(name),
    )
  );
}
