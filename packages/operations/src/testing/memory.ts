import { FileError, type Files } from '../ports.ts';

/** Files in memory, by path; folders are what stands before the last `/`. Remembers what was read. */
export function memory(
  files: Readonly<Record<string, string | Uint8Array>>,
): Files & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: async (path) => {
      asked.push(path);
      const content = files[path];
      if (content === undefined) throw new FileError(path, 'ENOENT');
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    resolve: (from, path) => {
      const steps = [...from.split('/').slice(0, -1), ...path.split('/')];
      const way: string[] = [];
      for (const step of steps) {
        if (step === '..') way.pop();
        else if (step !== '.') way.push(step);
      }
      return way.join('/');
    },
  };
}
