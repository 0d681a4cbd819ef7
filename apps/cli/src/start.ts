import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Language } from '@sonae/core';
import { type Assessment, assessCompany, assessForm, type RunOptions } from '@sonae/operations';
import { assessmentText } from './assessment-text.ts';
import { disk } from './disk.ts';
import { EXIT } from './exit.ts';
import { showIssues } from './issues.ts';
import { serve, settings } from './serve.ts';
import type { Host, Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const EXAMPLE = 'examples/companies/retailer.yaml';
/** Years behind the figures of the page: a simulation error of some per cent, an answer within seconds. */
const YEARS = 100_000;
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
  const example = (language: Language, signal?: AbortSignal, onProgress?: RunOptions['onProgress']) =>
    assessCompany(disk, path.join(ROOT, EXAMPLE), {
      ...options(language, `sonae assess ${EXAMPLE}`, signal),
      onProgress,
    });

  const { assessment, issues } = await terminal.stoppable((signal) =>
    example(terminal.language, signal, ({ done, of }) => terminal.progress(done / of)),
  );
  showIssues(issues, terminal);
  if (!assessment) {
    terminal.exitCode = EXIT.bad;
    return;
  }
  terminal.write(assessmentText(assessment, terminal.language));

  const examples = new Map<Language, Promise<Assessment>>([[terminal.language, Promise.resolve(assessment)]]);
  await serve(terminal, {
    // What a request logs at this terminal would bury the table.
    config: { ...config, log: host.env.SONAE_LOG ? config.log : 'error' },
    version: VERSION,
    demoByDefault: true,
    simple: {
      example: (language) => {
        const known =
          examples.get(language) ?? example(language).then((outcome) => outcome.assessment ?? assessment);
        examples.set(language, known);
        return known;
      },
      assess: oneAtATime((answers, language) =>
        assessForm(answers, options(language, 'sonae check --answers answers.yaml')),
      ),
    },
  });
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
