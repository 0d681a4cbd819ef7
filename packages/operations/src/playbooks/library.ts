import type { Text } from '@sonae/core';
import { type Playbook, playbookHints } from '@sonae/incident/playbook';
import { recent } from '../house/recent.ts';

/** Files of playbooks by their key, as whoever runs the house has them. */
export type PlaybookFiles = () => Promise<ReadonlyMap<string, string>>;

/** A playbook that may be run: its file was checked. */
export type Shelved = {
  readonly key: string;
  readonly document: string;
  readonly playbook: Playbook;
  readonly name: Text;
  readonly description: Text;
};

export type Library = ReadonlyMap<string, Shelved>;

const read = new WeakMap<PlaybookFiles, Promise<Library>>();

/** All playbooks that can be run, by key; read once. A file with a mistake is left out. */
export function libraryOf(files: PlaybookFiles): Promise<Library> {
  const known = read.get(files) ?? shelve(files);
  read.set(files, known);
  return known;
}

async function shelve(files: PlaybookFiles): Promise<Library> {
  const { checkPlaybook } = await import('@sonae/incident/playbook');
  const shelved: [string, Shelved][] = [];
  for (const [key, document] of [...(await files())].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { valid, playbook } = await checkPlaybook(document, { file: `${key}.json` });
    if (!valid || !playbook) continue;
    const { name, description } = playbookHints(playbook);
    shelved.push([key, { key, document, playbook, name, description }]);
  }
  return new Map(shelved);
}

const MOST_KEPT = 100;
const documents = recent<Playbook>(MOST_KEPT);

/** The playbook a run began with, from the text the run keeps. */
export const playbookFrom = (document: string): Promise<Playbook> =>
  documents(document, async () => {
    const { playbookOf } = await import('@sonae/incident/playbook');
    return playbookOf(JSON.parse(document), 'strict');
  });
