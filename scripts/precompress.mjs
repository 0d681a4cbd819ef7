// Writes beside each text file of a folder what browsers are sent in its place: `.br` (Brotli) and `.gz` (gzip).
//
//   node scripts/precompress.mjs FOLDER
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Fonts and pictures are compressed already. */
const TEXT = /\.(js|css|html|svg|json|webmanifest|wasm|txt)$/;

/** Brotli 11 takes forty times as long as 7 and saves a tenth: too much for the first start on a new machine. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } };
const WAYS = { '.br': (bytes) => promisify(brotliCompress)(bytes, BROTLI), '.gz': promisify(gzip) };

/** An answer that fits one packet anyway gains nothing. */
const LEAST_BYTES = 1_024;

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true }).filter((name) => TEXT.test(name));
await Promise.all(files.map((name) => compress(path.join(folder, name))));

async function compress(file) {
  const bytes = await readFile(file);
  if (bytes.length < LEAST_BYTES) return;
  for (const [ending, way] of Object.entries(WAYS)) {
    const small = await way(bytes);
    if (small.length < bytes.length) await writeFile(file + ending, small);
  }
}
