import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../../../examples/playbooks');
const SUFFIX = '.json';

/** The playbooks that come with the product, by the name of their file. */
export async function playbookFiles(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(SUFFIX));
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [name.slice(0, -SUFFIX.length), await readFile(path.join(FOLDER, name), 'utf8')] as const,
      ),
    ),
  );
}
