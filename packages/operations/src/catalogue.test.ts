import { getRouter, isProcedure } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Lacks } from './access/faces.ts';
import { GRANTS, LINK_PERMISSIONS, PERMISSIONS, ROLES } from './access/roles.ts';
import { COMMANDS, operations } from './catalogue.ts';
import { router } from './router.ts';

const all = operations();
/** What a face looks like where there is one; a reason is a few words. */
const SHAPES = {
  command: /^sonae [a-z]+/,
  screen: /^\//,
  document: /^(one page|workbook|evidence bag|calendar|playbook manual|case file)$/,
};

describe('catalogue', () => {
  test('P1 every operation has a handler, an address of its own and a summary', () => {
    for (const { id } of all) expect(isProcedure(getRouter(router, id.split('.'))), id).toBe(true);
    const addresses = all.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(all.length);
    expect(all.filter(({ summary }) => !summary.includes(' / ')).map(({ id }) => id)).toEqual([]);
  });

  test('P1 every operation has each face, or says why not', () => {
    const faces = [
      ...all.map(({ id, faces }) => ({ id, ...faces })),
      ...COMMANDS.map((entry) => ({ ...entry, http: entry.http })),
    ];
    for (const entry of faces) {
      for (const face of ['command', 'screen', 'document'] as const) {
        const there = entry[face];
        const said = typeof there === 'string' ? there : (there as Lacks).none;
        const shape = typeof there !== 'string' ? /\w+ \w+/ : SHAPES[face];
        expect(said, `${entry.id} ${face}`).toMatch(shape);
      }
    }
  });

  test('P1 what changes something is no GET, and what only reads is told apart where it is no GET', () => {
    for (const { id, method, action } of all) if (method === 'GET') expect(action, id).toBe('read');
    for (const { id, method, action } of all)
      if (method === 'PUT' || method === 'DELETE') expect(action, id).toBe('change');
  });

  test('P2 every permission is needed by an operation, and every operation needs one that a role has', () => {
    const needed = new Set(all.map(({ needs }) => needs));
    const unused = PERMISSIONS.filter((permission) => !needed.has(permission));
    // Shows or hides the tables of people within operations that need another permission.
    expect(unused).toEqual(['personal.read', 'settings.read']);
    for (const { id, needs } of all)
      if (!['anyone', 'person', 'member'].includes(needs)) expect(GRANTS.owner, id).toContain(needs);
  });

  test('P2 least privilege: whoever writes a register sees all of it; outsiders write none and see no people', () => {
    for (const role of ROLES)
      if (GRANTS[role].includes('company.write')) expect(GRANTS[role], role).toContain('personal.read');
    for (const role of ['broker', 'underwriter', 'auditor', 'expert'] as const)
      for (const permission of ['company.write', 'personal.read', 'member.write', 'company.purge'] as const)
        expect(GRANTS[role], role).not.toContain(permission);
    expect(
      LINK_PERMISSIONS.filter((permission) => /write|remove|purge|personal|member|audit/.test(permission)),
    ).toEqual([]);
    expect(GRANTS.underwriter.length).toBeLessThan(GRANTS.broker.length);
  });
});
