import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PACKAGE = path.join(ROOT, 'node_modules/@sparticuz/chromium');
const PRODUCT_FONT = path.join(ROOT, 'node_modules/@expo-google-fonts/biz-udpgothic');

/**
 * The Chromium that `@sparticuz/chromium` carries (Linux on x64 only), unpacked once beside the installed packages. The
 * package's own unpacking is not used: it shares /tmp/chromium between users and takes another process's half-written file
 * for a finished one.
 */
export async function npmChromium(): Promise<{ path: string; env: Record<string, string> }> {
  const carried = process.platform === 'linux' && process.arch === 'x64' && existsSync(PACKAGE);
  if (!carried) throw new Error(`Chromium が見つかりません。${HINT} / no Chromium found`);
  const folder = cacheFolder();
  const file = path.join(folder, 'chromium');
  await unpackOnce(file, async (aside) => {
    const packed = createReadStream(path.join(PACKAGE, 'bin/chromium.br'));
    const brotli = createBrotliDecompress({ chunkSize: 2 ** 21 });
    await pipeline(packed, brotli, createWriteStream(aside, { mode: 0o755 }));
  });
  return { path: file, env: { ...(await libraries(folder, file)), ...(await fonts(folder)) } };
}

const HINT =
  '環境変数 CHROMIUM に実行ファイルを指定するか、Chromium を入れてください（Debian なら apt-get install chromium）';

/**
 * Where libnss3 is absent (a bare container image), the libraries the package carries for AWS Lambda stand in. They come from
 * Amazon Linux 2023, so they are used only where the system's own do not do.
 */
async function libraries(folder: string, chromium: string): Promise<Record<string, string>> {
  if (start(chromium, {}).ok) return {};
  const lib = path.join(folder, 'al2023', 'lib');
  await unpackOnce(path.dirname(lib), (aside) => unpackTar('al2023.tar.br', aside));
  const env = { LD_LIBRARY_PATH: [lib, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
  const second = start(chromium, env);
  if (second.ok) return env;
  throw new Error(`${chromium} を起動できません。${HINT} / cannot start:\n${second.message}`);
}

/** The loader resolves every library before `--version` is read: 7 ms tell whether one is missing. */
function start(chromium: string, env: Record<string, string>): { ok: boolean; message: string } {
  const { status, stderr, error } = spawnSync(chromium, ['--version'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { ok: status === 0, message: error?.message ?? stderr };
}

/** Where fontconfig itself is absent, no text is drawn at all: name the fonts that npm installed. */
async function fonts(folder: string): Promise<Record<string, string>> {
  if (existsSync('/etc/fonts/fonts.conf')) return {};
  await unpackOnce(path.join(folder, 'open-sans'), (aside) => unpackTar('fonts.tar.br', aside));
  const dirs = ['/usr/share/fonts', path.join(folder, 'open-sans'), PRODUCT_FONT].map(
    (dir) => `<dir>${dir}</dir>`,
  );
  const conf = path.join(folder, 'fonts.conf');
  await unpackOnce(conf, async (aside) => {
    const cache = `<cachedir>${path.join(folder, 'font-cache')}</cachedir>`;
    writeFileSync(aside, `<?xml version="1.0"?><fontconfig>${dirs.join('')}${cache}</fontconfig>`);
  });
  return { FONTCONFIG_FILE: conf };
}

/** A folder only we can write, kept between runs where possible. A shared /tmp name could be planted by another user. */
function cacheFolder(): string {
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
  const folder = path.join(ROOT, 'node_modules/.cache', `sonae-chromium-${version}`);
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    return mkdtempSync(path.join(os.tmpdir(), 'sonae-chromium-'));
  }
}

/** Written aside and renamed: test files that run at the same time never see half a browser. */
async function unpackOnce(target: string, write: (aside: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const aside = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await write(aside);
    renameSync(aside, target);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // else another process was first
  }
}

/** Just enough of the tar format for the archives of the package: regular files with short names. */
async function unpackTar(archive: string, folder: string): Promise<void> {
  const tar = brotliDecompressSync(readFileSync(path.join(PACKAGE, 'bin', archive)));
  const text = (start: number, end: number) => tar.toString('utf8', start, end).replace(/\0.*/s, '');
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = text(at, at + 100);
    const mode = Number.parseInt(text(at + 100, at + 108), 8);
    const size = Number.parseInt(text(at + 124, at + 136), 8);
    const isFile = text(at + 156, at + 157) === '0' || tar[at + 156] === 0;
    if (isFile) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, tar.subarray(at + 512, at + 512 + size), { mode });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
