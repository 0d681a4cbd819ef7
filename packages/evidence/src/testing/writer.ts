// Writes to a store until it is killed, and prints each entry once it is acknowledged. Started by kill.ts.
import { writeSync } from 'node:fs';
import { keyFileOf, readMasterKey } from '../files/master-key-file.ts';
import { openStoreFolder } from '../files/open.ts';

const [root, round] = process.argv.slice(2);
const store = await openStoreFolder(
  root,
  await readMasterKey({ root, env: {}, file: keyFileOf({ root, env: {} }) }),
);
for (let i = 0; ; i++) {
  const facts = Array.from({ length: 1 + (i % 20) }, (_, j) => `${round}/${i}/${j}`);
  await Promise.all(
    facts.map(async (fact) => {
      const { index } = await store.record({
        kind: 'incident.fact',
        by: 'writer',
        case: 'C',
        body: { fact },
      });
      writeSync(1, `${index} ${fact}\n`);
    }),
  );
  if (i % 17 === 0) await store.checkpoint();
  if (i % 29 === 0) await store.vault.put([Buffer.from(`${round}/${i}`)]);
}
