import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '@sonae/store';
import { writeWhole } from './disk.ts';

/** Results kept beside the data: those of a handful of programmes and languages. */
const MOST_KEPT = 8;

/**
 * A result from an earlier start where nothing it depends on has changed; else made now and kept. A file that cannot be read
 * or written only costs time.
 *
 * @param facts everything the result depends on
 */
export async function keptResult<T>(folder: string, facts: unknown, make: () => Promise<T>): Promise<T> {
  const file = path.join(folder, `${digestOf(facts)}.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    const result = await make();
    await keep(folder, file, result).catch(() => {});
    return result;
  }
}

async function keep(folder: string, file: string, result: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeWhole(file, JSON.stringify(result));
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const dated = await Promise.all(
    files.map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => b.at - a.at);
  for (const { name } of dated.slice(MOST_KEPT)) await rm(path.join(folder, name));
}
