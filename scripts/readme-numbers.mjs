// Writes the terminal excerpt of README.md and README.en.md from a real run, so that no figure there is typed by hand.
//
//   node scripts/readme-numbers.mjs           runs `sonae assess` in both languages and rewrites the marked sections
//   node scripts/readme-numbers.mjs --check   changes nothing; ends with 1 where a section is not what the run says
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './support/child.mjs';
import { markedSection, replaceMarked } from './support/marked.mjs';
import { NODE_FLAGS, ROOT } from './support/node.mjs';

const SECTION = 'terminal';
const COMPANY = 'examples/companies/retailer.yaml';
/** What of the output is shown: the company, its headlines, its waterfall, the next question. Its other tables are left out. */
const SHOWN_BLOCKS = [0, 1, 2, 5];

const READMES = [
  { file: 'README.md', flags: [] },
  { file: 'README.en.md', flags: ['--lang', 'en'] },
];

const check = process.argv.includes('--check');
let stale = false;
for (const { file, flags } of READMES) {
  const args = ['assess', COMPANY, ...flags];
  const { code, output } = await run(process.execPath, [...NODE_FLAGS, 'apps/cli/bin/sonae.mjs', ...args], {
    cwd: ROOT,
    capture: true,
  });
  if (code !== 0) throw new Error(`sonae ${args.join(' ')} ended with ${code}\n${output}`);
  const section = excerpt(output, args);
  const at = path.join(ROOT, file);
  const text = readFileSync(at, 'utf8');
  if (markedSection(text, SECTION) === section) continue;
  stale = true;
  console.error(check ? `${file}: 数字が古い / figures are stale` : `${file}: 書き直しました / rewritten`);
  if (!check) writeFileSync(at, replaceMarked(text, SECTION, section));
}
process.exitCode = check && stale ? 1 : 0;

/** The command and the blocks of its output that are shown; what is left out shows as …. */
function excerpt(output, args) {
  const lines = output.split('\n').filter((line) => !/^(計算中|simulating|knowledge:) /.test(line));
  const blocks = lines
    .join('\n')
    .trim()
    .split(/\n{2,}/);
  const shown = SHOWN_BLOCKS.map((number) => blocks[number]);
  if (shown.includes(undefined)) throw new Error(`unexpected output:\n${output}`);
  shown.splice(-1, 0, '…');
  return `\`\`\`console\n$ sonae ${args.join(' ')}\n${shown.join('\n\n')}\n\`\`\`\n`;
}
