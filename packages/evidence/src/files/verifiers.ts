import { readFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../../verifier');
/** The script stands in the page where this comment does. */
const PLACE = '/* verify.mjs */';

/** What goes to the top of every bundle: the verifiers and how to do without them. */
export async function bundleVerifiers(): Promise<ReadonlyMap<string, Uint8Array>> {
  const [script, page, words] = await Promise.all(
    ['verify.mjs', 'verify.html', 'VERIFY.txt'].map((name) => readFile(path.join(FOLDER, name), 'utf8')),
  );
  const inPage = page.replace(PLACE, () => script.replaceAll('</script', '<\\/script'));
  const files = { 'verify.mjs': script, 'verify.html': inPage, 'VERIFY.txt': words };
  return new Map(Object.entries(files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text))]));
}
