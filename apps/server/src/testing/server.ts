import { request } from 'node:http';
import { retailer } from '@sonae/documents/testing';
import { onTestFinished } from 'vitest';
import { type ListenOptions, listen, type Running } from '../listen.ts';

type Assess = ListenOptions['assess'];

/** A server on a free port, which ends with the test, and the answers it was given. */
export async function openServer(assess: Assess = async () => ({ assessment: retailer, issues: [] })) {
  const asked: Parameters<Assess>[] = [];
  const running: Running = await listen({
    port: 0,
    example: async () => retailer,
    assess: (...args) => {
      asked.push(args);
      return assess(...args);
    },
  });
  onTestFinished(() => running.close());
  const send = (fields: Readonly<Record<string, string | readonly string[]>>, init: RequestInit = {}) =>
    fetch(`${running.url}/check?lang=ja`, {
      method: 'POST',
      ...init,
      headers: { origin: running.url, ...init.headers },
      body: new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) => [value].flat().map((text) => [name, text])),
      ),
    });
  return {
    ...running,
    asked,
    send,
    get: (path: string, init?: RequestInit) => fetch(running.url + path, init),
  };
}

/** A request with any headers, which `fetch` would not send. */
export function rawStatus(
  url: string,
  headers: Readonly<Record<string, string>>,
  { method = 'GET', body = '' } = {},
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
