/** Something wrong with a bag: a stable code, the path within the bag, words in English for the record. */
export type BagProblem = { readonly code: string; readonly path: string; readonly message: string };

/** What a verification found. A bag is valid where there are no errors; warnings do not count. */
export type BagVerdict = {
  readonly valid: boolean;
  readonly errors: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
};

export type Report = {
  error(code: string, path: string, message: string): void;
  warn(code: string, path: string, message: string): void;
  verdict(): BagVerdict;
};

/** Gathers problems, each once, in the order of their paths. */
export function newReport(): Report {
  const errors = new Map<string, BagProblem>();
  const warnings = new Map<string, BagProblem>();
  const add = (to: Map<string, BagProblem>) => (code: string, path: string, message: string) => {
    to.set(`${code}\n${path}\n${message}`, { code, path, message });
  };
  const sorted = (from: Map<string, BagProblem>) =>
    [...from.values()].sort((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.code < b.code ? -1 : 1,
    );
  return {
    error: add(errors),
    warn: add(warnings),
    verdict: () => ({ valid: errors.size === 0, errors: sorted(errors), warnings: sorted(warnings) }),
  };
}
