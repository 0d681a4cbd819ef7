// Records what waits of an organisation and is killed at a given turn to the database. Started by case-evidence.test.ts.
import { openStore } from '@sonae/store';
import { recordCases } from '../incident/evidence/record.ts';

const [url, folder, keyFile, organisation, last] = process.argv.slice(2);
const store = await openStore({ data: folder, url, migrate: false, connections: 2 });
let turns = 0;
const mortal: typeof store = {
  ...store,
  run: (...asked) => {
    if (++turns === Number(last)) process.kill(process.pid, 'SIGKILL');
    return store.run(...asked);
  },
};
await recordCases(mortal, { folder, keyFile }, organisation);
await store.close();
