import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Language } from '@sonae/core';
import { type Assessment, assessCompany, assessForm, type RunOptions } from '@sonae/operations';
import { programmeStamp } from '@sonae/server';
import { assessmentText } from './assessment-text.ts';
import { disk } from './disk.ts';
import { EXIT } from './exit.ts';
import { showIssues } from './issues.ts';
import { keptResult } from './kept-result.ts';
import { open, serveUntilStopped, settings } from './serve.ts';
import type { Host, Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const EXAMPLE = 'examples/companies/retailer.yaml';
/** Years behind the figures of the page, as many as `assess` plays where nobody says. */
const YEARS = 1_000_000;
const SEED = 42;

/** Shows the example company, then serves its page and the five questions until stopped. */
export async function start(terminal: Terminal, host: Host): Promise<void> {
  const config = settings(terminal, host);
  if (!config) return;
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
  const example = (language: Language, signal?: AbortSignal, onProgress?: RunOptions['onProgress']) => {
    const { threads, ...figures } = options(language, `sonae assess ${EXAMPLE}`);
    const run = { ...figures, worlds: host.worlds };
    return keptResult(path.join(config.data, 'results'), { programme: programmeStamp(), ...run }, () =>
      assessCompany(disk, path.join(ROOT, EXAMPLE), { ...run, threads, signal, onProgress }),
    );
  };

  const examples = new Map<Language, Promise<Assessment>>();
  const server = open(terminal, {
    // What requests log would bury the table.
    config: { ...config, log: host.env.SONAE_LOG ? config.log : 'error' },
    version: VERSION,
    demoByDefault: true,
    pages: {
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
    },
  });
  // The database starts while the example is calculated; where it cannot, there is nothing to calculate for.
  const stopped = new AbortController();
  server.catch(() => stopped.abort());
  try {
    const { assessment, issues } = await terminal.stoppable((signal) =>
      example(terminal.language, AbortSignal.any([signal, stopped.signal]), ({ done, of }) =>
        terminal.progress(done / of),
      ),
    );
    showIssues(issues, terminal);
    if (!assessment) {
      terminal.exitCode = EXIT.bad;
      return;
    }
    examples.set(terminal.language, Promise.resolve(assessment));
    const running = await server;
    terminal.write(assessmentText(assessment, terminal.language));
    await serveUntilStopped(terminal, running);
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
  } finally {
    const running = await server.catch(() => undefined);
    await running?.close();
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
