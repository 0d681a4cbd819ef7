/** Whether a path in a manifest or fetch.txt stays inside the bag on every operating system, and why not. */
export function unsafePath(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.includes('\0')) return 'has a zero byte';
  if (/^[/\\]/.test(path)) return 'is absolute';
  if (/^[A-Za-z]:/.test(path)) return 'names a drive of Windows';
  if (/^~/.test(path)) return 'names a home folder';
  if (/^%[A-Za-z_]+%|^\$[A-Za-z_{]/.test(path)) return 'begins with a variable of a shell';
  if (path.split(/[/\\]/).includes('..')) return 'leaves the bag';
  return undefined;
}

/** `./data/a` and `data//a` mean `data/a`. */
export function plainPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/**
 * A path as version 1.0 writes it: line feed, carriage return and per cent are percent-encoded, nothing else. Drafts encoded line
 * ends at most, so there a `%` may be just that.
 */
export function decodePath(path: string, major: number): string {
  const decoded = path.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r');
  return major >= 1 ? decoded.replace(/%25/g, '%') : decoded;
}

/** As version 1.0 writes a path. */
export function encodePath(path: string): string {
  return path.replace(/%/g, '%25').replace(/\n/g, '%0A').replace(/\r/g, '%0D');
}

/** Files that operating systems leave behind; their absence loses nothing where they were empty. */
export function isSystemFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:\.DS_Store|\._.*|\.Trashes|\.Spotlight-V100|\.fseventsd|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r)$/i.test(
    name,
  );
}
