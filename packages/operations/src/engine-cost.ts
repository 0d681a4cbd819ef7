/** What a computation costs: the first time in milliseconds, and the median of those after it. */
export function timed<T>(compute: () => T, repeat: number): { result: T; coldMs: number; wallMs: number } {
  const started = performance.now();
  let result = compute();
  const coldMs = performance.now() - started;
  const times = Array.from({ length: repeat }, () => {
    const from = performance.now();
    result = compute();
    return performance.now() - from;
  });
  return { result, coldMs: rounded(coldMs), wallMs: rounded(middle(times)) };
}

/** The median of some rounds in milliseconds. */
export async function medianOf(repeat: number, work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repeat; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return rounded(middle(times));
}

function middle(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(3));
}

/** Growth of the most memory this process ever held, in MB. */
export function grownSince(before: number): number {
  const peak = process.resourceUsage().maxRSS * 1024;
  return Number((Math.max(0, peak - before) / 1e6).toFixed(1));
}
