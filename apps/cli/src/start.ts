import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Language } from '@sonae/core';
import { type Assessment, assessCompany, assessForm, type RunOptions } from '@sonae/operations';
import { listen } from '@sonae/server';
import { assessmentText } from './assessment-text.ts';
import { disk } from './disk.ts';
import { EXIT } from './exit.ts';
import { showIssues } from './issues.ts';
import type { Host, Terminal } from './terminal.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const EXAMPLE = 'examples/companies/retailer.yaml';
const DEFAULT_PORT = 7350;
/** Years behind the figures of the page, as many as `assess` plays where nobody says. */
const YEARS = 1_000_000;
const SEED = 42;

/** Shows the example company, then serves its page and the five questions until stopped. */
export async function start(terminal: Terminal, host: Host): Promise<void> {
  const port = portOf(host.env.SONAE_PORT, terminal);
  if (port === undefined) return;
  const options = (language: Language, command: string, signal?: AbortSignal): RunOptions => ({
    years: YEARS,
    seed: SEED,
    returnPeriod: 100,
    // Two at least, so that the page answers while figures are computed.
    threads: Math.max(2, Math.min(8, availableParallelism())),
    language,
    command: `${command} --years ${YEARS} --seed ${SEED}`,
    signal,
  });
  const example = (language: Language, signal?: AbortSignal, onProgress?: RunOptions['onProgress']) =>
    assessCompany(disk, path.join(ROOT, EXAMPLE), {
      ...options(language, `sonae assess ${EXAMPLE}`, signal),
      onProgress,
    });

  const examples = new Map<Language, Promise<Assessment>>();
  const running = await listen({
    port,
    example: (language) => {
      const known =
        examples.get(language) ??
        example(language).then(({ assessment }) => {
          if (!assessment) throw new Error(`${EXAMPLE} cannot be assessed`);
          return assessment;
        });
      examples.set(language, known);
      return known;
    },
    assess: oneAtATime((answers, language, signal) =>
      assessForm(answers, options(language, 'sonae check --answers answers.yaml', signal)),
    ),
  }).catch((error: NodeJS.ErrnoException) => {
    terminal.error(
      terminal.say({
        ja: `ポート ${port} を使えません（${error.code}）。SONAE_PORT で別の番号を指定してください。`,
        en: `Port ${port} cannot be used (${error.code}). Give another one in SONAE_PORT.`,
      }),
    );
    terminal.exitCode = EXIT.usage;
  });
  if (!running) return;
  try {
    const { assessment, issues } = await terminal.stoppable((signal) =>
      example(terminal.language, signal, ({ done, of }) => terminal.progress(done / of)),
    );
    showIssues(issues, terminal);
    if (!assessment) {
      terminal.exitCode = EXIT.bad;
      return;
    }
    examples.set(terminal.language, Promise.resolve(assessment));
    terminal.write(assessmentText(assessment, terminal.language));
    terminal.write(`ready ${running.url}\n`);
    await terminal.stopped();
  } finally {
    await running.close();
  }
}

/** Simulations take all cores, so they run one after the other. */
function oneAtATime<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(() => work(...args));
    last = next.catch(() => {});
    return next;
  };
}

function portOf(text: string | undefined, terminal: Terminal): number | undefined {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  terminal.error(
    terminal.say({
      ja: 'SONAE_PORT は 0 から 65535 の番号です。',
      en: 'SONAE_PORT must be a number from 0 to 65535.',
    }),
  );
  terminal.exitCode = EXIT.usage;
  return undefined;
}
