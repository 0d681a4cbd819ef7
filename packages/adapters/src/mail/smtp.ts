import { createTransport } from 'nodemailer';

/** A letter in plain text to one address. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Hands a letter to whoever delivers it. Rejects where that does not take it. */
export type Mailer = (mail: Mail) => Promise<void>;

export type SmtpOptions = {
  /** `smtp://user:password@host:587`, or `smtps:` for TLS from the start. */
  readonly url: string;
  /** Address, with or without a name, that letters come from. */
  readonly from: string;
};

/** Somebody waits for the answer to their request meanwhile. */
const PATIENCE_MS = 10_000;
const HERE = ['localhost', '127.0.0.1', '[::1]'];

/** Letters by SMTP. A password leaves this machine encrypted or not at all. */
export function smtpMailer({ url, from }: SmtpOptions): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && username !== '' && !HERE.includes(hostname),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    // A line break would begin a header of somebody else's choice.
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject: subject.replace(/\s+/g, ' '),
      text,
    });
  };
}
