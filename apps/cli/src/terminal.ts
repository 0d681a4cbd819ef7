import type { Language, Text } from '@sonae/core';

/** The process as the command line uses it; a test passes a double. */
export type Host = {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Worlds of not-knowing that are played; a test that asks for no particular figure plays fewer than the model's. */
  readonly worlds?: number;
  once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  removeListener(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
};

/** Where a command writes, in which language, and how it ends. */
export type Terminal = {
  readonly language: Language;
  /** See {@link Host}. */
  readonly worlds: number | undefined;
  exitCode: number;
  say(text: Text): string;
  /** The result, on standard output. */
  write(text: string): void;
  /** A line beside the result, on standard error. */
  error(text: string): void;
  /** Shows how far a long piece of work is; ends the line when done. */
  progress(share: number): void;
  /** Runs work that Ctrl-C stops; its result counts only if nothing stopped it. */
  stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Resolves when the user stops the process. */
  stopped(): Promise<void>;
};

export function terminalOf(host: Host, argv: readonly string[]): Terminal {
  const language = languageOf(argv, host.env);
  let shown = -1;
  /** Whether a progress bar stands on the line where the next message would begin. */
  let midLine = false;
  const endLine = () => {
    if (midLine) host.stderr.write('\n');
    midLine = false;
  };
  return {
    language,
    worlds: host.worlds,
    exitCode: 0,
    say: (text) => text[language],
    write: (text) => {
      endLine();
      host.stdout.write(text);
    },
    error: (text) => {
      endLine();
      host.stderr.write(`${text}\n`);
    },
    progress: (share) => {
      const percent = Math.floor(share * 100);
      // A terminal shows every per cent on one line, a log file every quarter on its own.
      const step = host.stderr.isTTY ? 1 : 25;
      const at = Math.floor(percent / step) * step;
      if (at === shown) return;
      shown = at;
      const label = language === 'ja' ? '計算中' : 'simulating';
      if (!host.stderr.isTTY) {
        host.stderr.write(`${label} ${at} %\n`);
        return;
      }
      host.stderr.write(`\r${label} ${bar(at)} ${String(at).padStart(3)} %`);
      midLine = true;
      if (at >= 100) endLine();
    },
    stopped: () =>
      new Promise((resolve) => {
        host.once('SIGINT', resolve);
        host.once('SIGTERM', resolve);
      }),
    stoppable: async (work) => {
      const controller = new AbortController();
      const stop = () => controller.abort();
      host.once('SIGINT', stop);
      host.once('SIGTERM', stop);
      try {
        const result = await work(controller.signal);
        controller.signal.throwIfAborted();
        return result;
      } finally {
        host.removeListener('SIGINT', stop);
        host.removeListener('SIGTERM', stop);
      }
    },
  };
}

/** `--lang`, else SONAE_LANG, else Japanese. An unknown `--lang` is refused later; until then Japanese. */
function languageOf(argv: readonly string[], env: Host['env']): Language {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const given =
    at < 0 ? env.SONAE_LANG : argv[at].includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  return given === 'en' ? 'en' : 'ja';
}

function bar(percent: number): string {
  const filled = Math.round(percent / 5);
  return '█'.repeat(filled) + '░'.repeat(20 - filled);
}
