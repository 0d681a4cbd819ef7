import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { MiddlewareHandler } from 'hono';

/** Not among our dependencies (26 MB, and most have no collector): whoever switches it on installs it beside Sonae. */
const SDK = '@opentelemetry/sdk-node';

/**
 * Starts OpenTelemetry with the settings of its own environment (OTEL_EXPORTER_OTLP_ENDPOINT, …); what is returned ends it.
 *
 * @throws where the SDK is not installed
 */
export async function startTelemetry(load = (name: string) => import(name)): Promise<() => Promise<void>> {
  const { NodeSDK } = await load(SDK).catch((cause) => {
    throw new Error(`SONAE_OTEL needs ${SDK}: npm install --no-save ${SDK}`, { cause });
  });
  const sdk = new NodeSDK({ serviceName: 'sonae' });
  sdk.start();
  return () => sdk.shutdown();
}

/** A span for each request: method, path without what follows `?`, status. Costs nothing where nobody listens. */
export const spans: MiddlewareHandler = (c, next) =>
  trace.getTracer('sonae').startActiveSpan(`${c.req.method} ${c.req.path}`, async (span) => {
    try {
      await next();
      span.setAttribute('http.response.status_code', c.res.status);
      if (c.res.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    } finally {
      span.end();
    }
  });
