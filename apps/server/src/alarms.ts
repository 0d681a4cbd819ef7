import { messageOf, webhookBody } from '@sonae/incident/alarms';
import type { Ringing } from '@sonae/operations/incident/sweep';
import type { Config } from './config.ts';

/**
 * Carries alarms to the addresses the operator has set: people of the company, never anybody outside it (知らせを届ける). Where none is set
 * they stand on the screens alone.
 */
export function alarmDelivery({ alarms, mail, publicUrl }: Config, now: () => Date) {
  const { webhooks, to } = alarms;
  return async ({ alarm, caseName, drill, title }: Ringing): Promise<void> => {
    const link = publicUrl === undefined ? undefined : `${publicUrl.replace(/\/$/, '')}/cases/${alarm.case}`;
    const subject = { caseName, duty: title, drill, ...(link === undefined ? {} : { link }) };
    const message = messageOf(alarm, subject, now().getTime());
    for (const { kind, url, token } of webhooks) {
      const { postWebhook } = await import('@sonae/adapters/webhook');
      const headers: Record<string, string> = token === undefined ? {} : { 'x-chatworktoken': token };
      await postWebhook({ url, key: alarm.key, headers, ...webhookBody(kind, message, 'ja') });
    }
    const { url, from } = mail;
    if (url === undefined || from === undefined) return;
    const { smtpMailer } = await import('@sonae/adapters/mail');
    const send = smtpMailer({ url, from });
    for (const address of to) {
      const text = [message.body.ja, ...(link === undefined ? [] : [link]), '', message.body.en].join('\n');
      await send({ to: address, subject: message.title.ja, text });
    }
  };
}
