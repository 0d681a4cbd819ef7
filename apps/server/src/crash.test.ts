import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runFolder } from '@sonae/store/testing';
import { expect, test } from 'vitest';
import { crashRounds } from './testing/crash.ts';

test('H14 server and database are killed while people write: every write that was acknowledged is there', async () => {
  const data = mkdtempSync(path.join(runFolder(), 'crash-'));
  chmodSync(data, 0o711);
  const report = await crashRounds(data, 2, 100);
  expect(report.lost).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(8);
  rmSync(data, { recursive: true, force: true });
});
