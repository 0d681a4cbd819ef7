import { operations } from '@sonae/operations/catalogue';
import { type Known, MARK, REGISTER } from '@sonae/operations/testing';
import { testServers } from '@sonae/store/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstOwner, type Person, stranger } from './testing/people.ts';
import { type Served, serveTest } from './testing/serve.ts';
import { wildRequest } from './testing/wild-request.ts';

/** Requests about each operation; `SONAE_FUZZ=200` for ten thousand in all. */
const RUNS = Number(process.env.SONAE_FUZZ ?? 4);
const SEED = Number(process.env.SONAE_FUZZ_SEED ?? 42);
/** What no answer may show: where in the programme something happened, or what was asked of the database. */
const INSIDE = /^\s+at \S+ \(|node_modules|\.ts:\d+|file:\/\/|\bselect .+ from\b|sonae\.[a-z_]+ where/m;
/** A stream has no end, and what plays a hundred thousand years takes its time. */
const LEFT_OUT = ['live.changes', 'companies.assess', 'assess.document', 'assess.answers'];

describe.each(testServers())('any request on $name', (server) => {
  let served: Served;
  let owner: Person;
  let other: Person;
  let known: Known;
  beforeAll(async () => {
    served = await serveTest({ server, env: { SONAE_REQUESTS_PER_MINUTE: '10000000' } });
    owner = await firstOwner(served, `${MARK}組合`);
    other = await stranger(served, owner, '隣の会社');
    const document = REGISTER as unknown as Record<string, unknown>;
    const { id: company } = await served.client(owner.jar).companies.create({ document });
    const variant = { company, name: MARK, changes: [{ path: 'a', value: MARK }] };
    const { id } = await served.client(owner.jar).variants.create(variant);
    const mine = await served
      .client(other.jar)
      .companies.create({ document: { ...document, organisation: { name: '隣' }, people: [] } });
    known = {
      ids: [company, id, mine.id, owner.organisation, other.organisation],
      words: ['a', 'ja', 'en', 'yaml'],
    };
  });
  afterAll(() => served?.close());

  test(
    `H20 whatever is sent, the answer is ours: no failure, nothing of the inside, nothing of another organisation (${RUNS} requests each)`,
    async () => {
      const statuses = new Map<number, number>();
      for (const entry of operations().filter(({ id }) => !LEFT_OUT.includes(id))) {
        // Whoever owns the secret only reads, so that it stays there to be found.
        const senders = [undefined, other, other, ...(entry.action === 'read' ? [owner] : [])];
        const organisation = fc.constantFrom(
          undefined,
          owner.organisation,
          other.organisation,
          'nowhere',
          "' or 1=1",
        );
        await fc.assert(
          fc.asyncProperty(
            wildRequest(entry, known),
            fc.constantFrom(...senders),
            organisation,
            async ({ path, init }, sender, where) => {
              const headers = new Headers(init.headers);
              if (where !== undefined) headers.set('sonae-organisation', where);
              const response = await (sender?.jar.fetch ?? fetch)(served.url + path, { ...init, headers });
              const text = await response.text();
              statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
              expect(response.status, `${entry.id} ${text.slice(0, 300)}`).toBeLessThan(500);
              expect(text, entry.id).not.toMatch(INSIDE);
              if (sender !== owner && !JSON.stringify([path, String(init.body)]).includes(MARK))
                expect(text, entry.id).not.toContain(MARK);
            },
          ),
          { numRuns: RUNS, seed: SEED },
        );
      }
      const failed = served.lines.filter(({ msg }) => msg === 'request failed');
      expect(failed).toEqual([]);
      // The requests got somewhere: some were done, some refused for each of the reasons there are.
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 401, 404, 422]));
      if (process.env.SONAE_FUZZ) console.log(Object.fromEntries([...statuses].sort()));
    },
    60_000 + RUNS * 5_000,
  );
});
