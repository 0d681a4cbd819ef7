import * as z from 'zod';
import { id, NO, operation, when } from './base.ts';

const faces = { command: NO.serverOnly, screen: '/account', document: NO.noPaper };

/** Notices of alarms to the browsers of whoever asks (端末への通知). */
export const push = {
  state: operation('GET', '/push', {
    summary: '自分の端末への通知 / Notices to my browsers',
    needs: 'case.read',
    narrows: true,
    faces,
  }).output(
    z.object({
      /** The key browsers subscribe with; null where there is nothing to subscribe to: a demonstration, a link. */
      key: z.string().nullable(),
      devices: z.array(
        z.object({
          id,
          /** SHA-256 of its address: a browser knows itself by it. */
          digest: z.string(),
          since: when,
        }),
      ),
    }),
  ),
  subscribe: operation('POST', '/push', {
    summary: 'この端末で通知を受け取る / Get notices on this browser',
    needs: 'case.read',
    narrows: true,
    faces,
  })
    .input(
      z.object({
        endpoint: z.url({ protocol: /^https$/ }).max(2_000),
        /** As the browser gives them: a point of P-256, and sixteen bytes. */
        keys: z.object({ p256dh: z.string().min(80).max(100), auth: z.string().min(20).max(30) }),
        language: z.enum(['ja', 'en']).default('ja'),
      }),
    )
    .output(z.object({ id })),
  unsubscribe: operation('DELETE', '/push/{subscription}', {
    summary: '通知を止める / Stop notices',
    needs: 'case.read',
    narrows: true,
    faces,
  })
    .input(z.object({ subscription: id }))
    .output(z.object({ removed: z.boolean() })),
};
