import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';

const CHILD = path.join(import.meta.dirname, '../../scripts/support/child.mjs');
const ENDLESS = 'console.log(process.pid); setInterval(() => {}, 1000)';

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('S3 what npm started ends when npm has ended the shell between', async () => {
  const middle = `import { run, endLike } from ${JSON.stringify(CHILD)};
    endLike(await run(process.execPath, ['-e', ${JSON.stringify(ENDLESS)}]));`;
  const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1" & wait', process.execPath, middle], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(shell.stdout, 'data');
  const pid = Number(String(line));
  expect(alive(pid)).toBe(true);
  shell.kill('SIGKILL');
  await expect.poll(() => alive(pid), { timeout: 15_000 }).toBe(false);
});
