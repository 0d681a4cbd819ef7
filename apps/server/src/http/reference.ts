import { html } from '@sonae/documents';

type Operation = {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: object;
  responses?: Record<string, { description?: string }>;
};

/** The operations for people to read: no script, and every one with what it takes and answers. */
export function referencePage(description: object): string {
  const { info, paths, components } = description as {
    info: { title: string; version: string; description: string };
    paths: Record<string, Record<string, Operation>>;
    components?: { schemas?: Record<string, object> };
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const parts = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))];
  const json = (value: unknown) => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;
  return String(html`<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${info.title} API</title>
<style>body{font:16px/1.7 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
code,pre{font-family:monospace;font-size:.9em}pre{overflow:auto;background:#f5f5f5;padding:1rem}
summary{cursor:pointer}b.m{display:inline-block;min-width:4.5rem}</style></head><body><main>
<h1>${info.title} API ${info.version}</h1><p>${info.description} <a href="/api/openapi.json">openapi.json</a></p>
${parts.map(
  (part) =>
    html`<section><h2>${part}</h2>${operations
      .filter(({ operation }) => operation.tags?.[0] === part)
      .map(
        ({ path, method, operation }) => html`<details><summary><b class="m">${method.toUpperCase()}</b>
<code>/api${path}</code> ${operation.summary}</summary>${json({ parameters: operation.parameters, requestBody: operation.requestBody, responses: operation.responses })}</details>`,
      )}</section>`,
)}
<h2>schemas</h2>${json(components?.schemas ?? {})}
</main></body></html>`);
}
