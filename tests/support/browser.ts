import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { npmChromium } from './npm-chromium.ts';

/** A Chromium this machine can start. `from` says which of the three places it was found in. */
export interface Chromium {
  readonly path: string;
  readonly from: '$CHROMIUM' | 'system' | 'npm';
  /** What to add to the environment of the process. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Ours, not those of `@sparticuz/chromium`: its `--single-process` and switched-off site isolation would test another
 * browser than the one users have. Without `--no-sandbox` Chromium refuses to run as root; the rest keeps it from the network.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SYSTEM_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Starts a headless Chromium; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const found = await findChromium();
  return chromium.launch({ executablePath: found.path, args: FLAGS, env: { ...process.env, ...found.env } });
}

/** `$CHROMIUM` (a path, or `npm` to skip the system's), else one on the machine, else the one that npm installed. */
export async function findChromium(): Promise<Chromium> {
  const wanted = process.env.CHROMIUM;
  if (wanted && wanted !== 'npm') {
    if (!isExecutable(wanted)) throw new Error(`CHROMIUM=${wanted}: 実行できません / cannot be executed`);
    return { path: wanted, from: '$CHROMIUM', env: {} };
  }
  const system = wanted === 'npm' ? undefined : systemChromium();
  if (system) return { path: system, from: 'system', env: {} };
  return { ...(await npmChromium()), from: 'npm' };
}

function systemChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...SYSTEM_PATHS].find(isExecutable);
}

function isExecutable(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
