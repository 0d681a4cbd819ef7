import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { ROOT } from '../../scripts/support/node.mjs';

/** On what and of what a figure was measured. The load is the average of the last minute: above the cores, others were at work. */
export function circumstances() {
  const models = [...new Set(cpus().map(({ model }) => model.trim()))].join(', ');
  const git = spawnSync('git', ['describe', '--always', '--dirty'], { cwd: ROOT, encoding: 'utf8' });
  return {
    measured: new Date().toISOString(),
    commit: git.status === 0 ? git.stdout.trim() : 'unknown',
    machine: `${cpus().length} × ${models}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}-${process.arch}, Node ${process.version}`,
    cores: cpus().length,
    load: Number(loadavg()[0].toFixed(2)),
  };
}
