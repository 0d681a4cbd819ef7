// How much of a package's counting its tables of cases would notice: every operator, number and boundary is changed, one at a
// time, and the tables are run against each change. A mutant that no case notices is printed with its line. The tables run in a
// child process, because a changed loop may never end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NODE_FLAGS, ROOT } from '../scripts/support/node.mjs';
import { mutantsOf } from './mutation/mutants.mjs';

export const about = 'mutation score of the counting code against the tables of cases: mutation law';

/** What can be mutated: the files by their names, and the module that runs the tables. */
const TARGETS = {
  law: {
    folder: 'packages/law/src',
    files: /^counting[^.]*\.ts$/,
    tables: 'packages/law/src/testing/tables.ts',
  },
};

/** A table takes a second or two; whoever needs longer is caught in a loop. */
const PATIENCE_MS = 60_000;

export async function run({ note, args }) {
  const [name = 'law'] = args;
  const target = TARGETS[name];
  if (!target) throw new Error(`one of ${Object.keys(TARGETS).join(', ')}`);
  const files = readdirSync(path.join(ROOT, target.folder)).filter((file) => target.files.test(file));
  const mutants = files.flatMap((file) => {
    const at = path.join(ROOT, target.folder, file);
    return mutantsOf(readFileSync(at, 'utf8')).map((mutant) => ({ file: at, ...mutant }));
  });
  const verdicts = await judge(mutants, path.join(ROOT, target.tables));
  const count = (verdict) => verdicts.filter((one) => one === verdict).length;
  const survivors = mutants.filter((_, i) => verdicts[i] === 'survived');
  for (const { file, line, what } of survivors)
    note(`survived  ${path.relative(ROOT, file)}:${line}  ${what}`);
  const [killed, stuck] = [count('killed'), count('stuck')];
  const score = Number((((killed + stuck) / mutants.length) * 100).toFixed(1));
  note(
    `${name}: ${mutants.length} mutants, ${killed} noticed, ${stuck} never ended, ${survivors.length} survived: ${score} %`,
  );
  return {
    target: name,
    mutants: mutants.length,
    killed,
    stuck,
    score,
    survived: survivors.map(({ file, line, what }) => ({ file: path.relative(ROOT, file), line, what })),
    ratios: { score: score / 100 },
  };
}

/** One verdict for each mutant; a child that is stuck is ended and another goes on behind. */
async function judge(mutants, tables) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonae-mutation-'));
  const list = path.join(folder, 'mutants.json');
  writeFileSync(list, JSON.stringify(mutants));
  const verdicts = [];
  while (verdicts.length <= mutants.length) {
    const from = verdicts.length - 1;
    const end = await child(list, tables, from, (verdict) => verdicts.push(verdict));
    if (end === 'stuck') verdicts.push('stuck');
    // The first verdict is that of the unchanged code.
    if (verdicts[0] !== 'survived') throw new Error('the tables fail without any change');
    if (end === 'failed') throw new Error('the tables cannot be run');
  }
  rmSync(folder, { recursive: true });
  return verdicts.slice(1);
}

function child(list, tables, from, onVerdict) {
  const script = path.join(ROOT, 'bench/mutation/run-mutants.mjs');
  const process_ = spawn(process.execPath, [...NODE_FLAGS, script, list, tables, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    let stuck = false;
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stuck = true;
        process_.kill('SIGKILL');
      }, PATIENCE_MS);
    };
    wait();
    let rest = '';
    process_.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onVerdict(line);
      wait();
    });
    process_.on('close', (code) => {
      clearTimeout(timer);
      // A child out of memory was in a loop as well.
      resolve(stuck || code === null || code === 134 ? 'stuck' : code === 0 ? 'done' : 'failed');
    });
  });
}
