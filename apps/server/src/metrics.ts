/** A figure read when somebody asks. */
export type Gauge = {
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
};

/** Figures for Prometheus. */
export type Metrics = {
  request(method: string, status: number, seconds: number): void;
  text(): Promise<string>;
};

/** Upper bounds of the histogram, in seconds; the goal of 0.15 s is one of them. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(gauges: readonly Gauge[]): Metrics {
  const counts = new Map<string, number>();
  const buckets = new Array<number>(BOUNDS.length + 1).fill(0);
  let sum = 0;
  let total = 0;
  return {
    request: (method, status, seconds) => {
      const key = `method="${method}",status="${status}"`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const at = BOUNDS.findIndex((bound) => seconds <= bound);
      buckets[at < 0 ? BOUNDS.length : at]++;
      sum += seconds;
      total++;
    },
    text: async () => {
      const lines = [
        '# HELP sonae_requests_total Requests answered.',
        '# TYPE sonae_requests_total counter',
        ...[...counts].map(([labels, n]) => `sonae_requests_total{${labels}} ${n}`),
        '# HELP sonae_request_seconds Time to answer a request.',
        '# TYPE sonae_request_seconds histogram',
      ];
      let below = 0;
      BOUNDS.forEach((bound, i) => {
        below += buckets[i];
        lines.push(`sonae_request_seconds_bucket{le="${bound}"} ${below}`);
      });
      lines.push(`sonae_request_seconds_bucket{le="+Inf"} ${total}`);
      lines.push(`sonae_request_seconds_sum ${sum}`, `sonae_request_seconds_count ${total}`);
      for (const { name, help, read } of gauges) {
        const value = await Promise.resolve()
          .then(read)
          .catch(() => undefined);
        if (value === undefined) continue;
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
