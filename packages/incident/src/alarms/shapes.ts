import type { Language } from '@sonae/core';
import type { Message } from './message.ts';

/** Services that take a message at an address of the company's own (webhook). */
export const WEBHOOKS = ['slack', 'teams', 'chatwork', 'plain'] as const;
export type Webhook = (typeof WEBHOOKS)[number];

export type WebhookBody = {
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  readonly text: string;
};

/**
 * The message in the form its service takes: Slack's incoming webhook (`text`), Teams' workflow webhook (an adaptive card),
 * Chatwork's message call (`body`, a form), or our own JSON.
 */
export function webhookBody(kind: Webhook, message: Message, language: Language): WebhookBody {
  const { title, body, link } = { ...message, title: message.title[language], body: message.body[language] };
  const json = (value: unknown): WebhookBody => ({ type: 'application/json', text: JSON.stringify(value) });
  switch (kind) {
    case 'slack':
      return json({
        text: [`*${escapeSlack(title)}*`, escapeSlack(body), ...(link ? [`<${link}>`] : [])].join('\n'),
      });
    case 'teams':
      return json({
        type: 'message',
        attachments: [{ contentType: CARD, content: cardOf(title, body, link) }],
      });
    case 'chatwork': {
      const text = `[info][title]${escapeChatwork(title)}[/title]${escapeChatwork(body)}${link ? `\n${link}` : ''}[/info]`;
      return {
        type: 'application/x-www-form-urlencoded',
        text: new URLSearchParams({ body: text }).toString(),
      };
    }
    case 'plain':
      return json({ title, body, ...(link ? { link } : {}) });
  }
}

const CARD = 'application/vnd.microsoft.card.adaptive';

function cardOf(title: string, body: string, link: string | undefined) {
  const block = (text: string, more = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      block(title, { weight: 'Bolder', size: 'Medium' }),
      ...body.split('\n').map((line) => block(line)),
    ],
    ...(link ? { actions: [{ type: 'Action.OpenUrl', title: '開く / Open', url: link }] } : {}),
  };
}

/** Slack reads these three as its own marks. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Chatwork's tags stand in square brackets; a full-width one is only a bracket. */
function escapeChatwork(text: string): string {
  return text.replaceAll('[', '［').replaceAll(']', '］');
}
