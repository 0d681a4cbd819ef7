import { call, getRouter, ORPCError } from '@orpc/server';
import { testServers } from '@sonae/store/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { ROLES } from './access/roles.ts';
import { operations } from './catalogue.ts';
import { router } from './router.ts';
import { wildInput } from './testing/arbitrary-input.ts';
import { MARK, type TestHouse, testHouse } from './testing/house.ts';

/** Calls of each operation; `SONAE_FUZZ` for the long play. */
const RUNS = Number(process.env.SONAE_FUZZ ?? 3);
const SEED = Number(process.env.SONAE_FUZZ_SEED ?? 42);

describe.each(testServers())('any input on $name', (server) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse(server);
  });
  afterAll(() => house.close());

  test(
    `P17 whatever is sent, an operation answers or refuses in its own words, and a stranger learns nothing (${RUNS} calls each)`,
    async () => {
      const { company, policy, variant, assessment, ids, users } = house;
      const known = {
        ids: [company, policy, variant, assessment, ...Object.values(ids), ...Object.values(users)],
        words: ['a', 'ja', 'en'],
      };
      const principals = [
        { kind: 'visitor' } as const,
        house.user('stranger'),
        ...ROLES.map((role) => house.user(role)),
      ];
      for (const { id, procedure } of operations().filter(({ id }) => id !== 'live.changes')) {
        const handler = getRouter(router, id.split('.')) as Parameters<typeof call>[0];
        const schema = procedure['~orpc'].inputSchema as z.ZodType | undefined;
        const organisation = fc.constantFrom(undefined, ids.ours, ids.theirs, 'nowhere', "' or 1=1");
        await fc.assert(
          fc.asyncProperty(
            wildInput(schema, known),
            fc.nat(principals.length - 1),
            organisation,
            async (input, who, where) => {
              const principal = principals[who];
              const answer = await call(handler, input as never, {
                context: house.context(principal, where) as never,
              }).catch((error) => error);
              if (answer instanceof Error) {
                if (!(answer instanceof ORPCError))
                  throw new Error(`${id}: ${answer.stack}\n${String(answer.cause)}`);
                expect(answer.status, `${id} ${answer.code} ${answer.message}`).toBeLessThan(500);
              }
              const stranger = who < 2;
              if (stranger && !JSON.stringify(input ?? null)?.includes(MARK))
                expect(JSON.stringify(answer) ?? '', id).not.toContain(MARK);
            },
          ),
          { numRuns: RUNS, seed: SEED },
        );
      }
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
    60_000 + RUNS * 3_000,
  );
});
