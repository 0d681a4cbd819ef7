import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { smtpMailer } from './smtp.ts';
import { mailSink } from './test-sink.ts';

test('A7 a letter goes to its address alone, in Japanese, and no subject makes a header', async () => {
  const sink = await mailSink();
  onTestFinished(() => sink.close());
  const send = smtpMailer({ url: sink.url, from: '備え <sonae@example.jp>' });
  await send({
    to: 'hanako@example.jp',
    subject: '招待\r\nBcc: all@example.jp',
    text: '花子さま\n.\nリンクです。',
  });
  const [letter, ...others] = sink.letters;
  expect(others).toEqual([]);
  expect([letter.from, letter.to]).toEqual(['sonae@example.jp', ['hanako@example.jp']]);
  const [head, body] = letter.data.split('\n\n');
  expect(head).not.toMatch(/^bcc:/im);
  expect(Buffer.from(body, /base64/i.test(head) ? 'base64' : 'utf8').toString()).toContain('リンクです。');
});

test('A8 a password is not sent in clear to another machine; where nobody takes the letter it rejects', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  const send = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'a@example.jp' });
  await expect(send({ to: 'b@example.jp', subject: 'x', text: 'x' })).rejects.toThrow();

  // This machine by an address that nobody would take for it; the sink offers no TLS.
  const sink = await mailSink('127.0.0.2');
  onTestFinished(() => sink.close());
  const withPassword = sink.url.replace('smtp://', 'smtp://user:secret@');
  const elsewhere = smtpMailer({ url: withPassword, from: 'a@example.jp' });
  await expect(elsewhere({ to: 'b@example.jp', subject: 'x', text: 'x' })).rejects.toThrow(/TLS/);
  expect(sink.letters).toEqual([]);
});
