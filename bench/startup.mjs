// How long each command takes that needs no database: to its end where it is short, else to its first word, which is where
// reading is done and the simulation begins. Beside it, what Node alone takes.
import { measuredChild, median, SONAE } from './support/measured-child.mjs';

export const about = 'commands without the database: median of several starts, beside Node alone';

const RUNS = 7;
/** What these commands promise. */
const PROMISED_MS = 300;

const COMMANDS = [
  { name: 'node alone', args: ['-e', '0'] },
  { name: 'sonae --version', args: [SONAE, '--version'] },
  { name: 'sonae --help', args: [SONAE, '--help'] },
  {
    name: 'sonae jnsa',
    args: [
      SONAE,
      'jnsa',
      '--x',
      '2',
      '--y',
      '1',
      '--identifiability',
      '6',
      '--responsibility',
      '1',
      '--response',
      '1',
    ],
  },
  { name: 'sonae jnsa --items', args: [SONAE, 'jnsa', '--items', '氏名,住所,病歴'] },
  {
    name: 'sonae register read (YAML)',
    args: [SONAE, 'register', 'read', 'examples/companies/retailer.yaml'],
  },
  {
    name: 'sonae register read (Excel)',
    args: [SONAE, 'register', 'read', 'examples/companies/retailer.xlsx'],
  },
  {
    name: 'sonae law due',
    args: [SONAE, 'law', 'due', 'examples/incidents/ransomware.yaml', '--json'],
  },
  {
    name: 'sonae check, to its first word',
    args: [SONAE, 'check', '--answers', 'examples/answers/shop.yaml'],
    stopAtFirstWord: true,
  },
  {
    name: 'sonae assess, to its first word',
    args: [SONAE, 'assess', 'examples/companies/retailer.yaml'],
    stopAtFirstWord: true,
  },
];

export async function run({ note }) {
  const figures = [];
  for (const { name, args, stopAtFirstWord } of COMMANDS) {
    // The first start fills the cache of compiled modules.
    await measuredChild(args, { stopAtFirstWord });
    const times = [];
    const work = [];
    for (let i = 0; i < RUNS; i++) {
      const { ms, firstWordMs, cpuMs } = await measuredChild(args, { stopAtFirstWord });
      times.push(stopAtFirstWord ? firstWordMs : ms);
      if (!stopAtFirstWord) work.push(cpuMs);
    }
    const cpuMs = work.length > 0 ? Math.round(median(work)) : undefined;
    const figure = { name, ms: Math.round(median(times)), best: Math.round(Math.min(...times)), cpuMs };
    figures.push(figure);
    note(
      `${name.padEnd(32)} ${String(figure.ms).padStart(5)} ms  (best ${figure.best}, processor ${cpuMs ?? '–'})`,
    );
  }
  const [node, ...commands] = figures;
  const ratios = Object.fromEntries(
    commands.map(({ name, ms, best }) => [
      name,
      {
        overPromise: ratio(ms, PROMISED_MS),
        bestOverPromise: ratio(best, PROMISED_MS),
        overNode: ratio(ms, node.ms),
      },
    ]),
  );
  return { runs: RUNS, figures, ratios };
}

const ratio = (a, b) => Number((a / b).toFixed(2));
