import { createServer, type Socket } from 'node:net';

/** A letter as it came over the wire. */
export type Received = { readonly from: string; readonly to: readonly string[]; readonly data: string };

/** A mail server on this machine that keeps what it gets and delivers nothing: for tests. */
export type Sink = { readonly url: string; readonly letters: readonly Received[]; close(): Promise<void> };

export async function mailSink(host = '127.0.0.1'): Promise<Sink> {
  const letters: Received[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => {});
    converse(socket, (letter) => letters.push(letter));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://${host}:${port}`,
    letters,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The few words of SMTP (RFC 5321) that a client without wishes needs. */
function converse(socket: Socket, keep: (letter: Received) => void): void {
  let [buffer, from, data] = ['', '', undefined as string | undefined];
  let to: string[] = [];
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (data !== undefined) {
      if (line !== '.') {
        data += `${line.replace(/^\.\./, '.')}\n`;
        return;
      }
      keep({ from, to, data });
      [data, to] = [undefined, []];
      say('250 kept');
    } else if (/^(EHLO|HELO)/i.test(line)) say('250 sink');
    else if (/^MAIL FROM:/i.test(line)) {
      from = /<(.*?)>/.exec(line)?.[1] ?? '';
      say('250 ok');
    } else if (/^RCPT TO:/i.test(line)) {
      to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
      say('250 ok');
    } else if (/^DATA/i.test(line)) {
      data = '';
      say('354 go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 bye');
      socket.end();
    } else say(/^STARTTLS/i.test(line) ? '502 not here' : '250 ok');
  };
  socket.setEncoding('utf8').on('data', (chunk) => {
    buffer += chunk;
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      hear(line);
    }
  });
  say('220 sink');
}
