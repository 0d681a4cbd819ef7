import type { Mail } from '@sonae/adapters/mail';

type Invited = {
  readonly to: string;
  readonly organisation: string;
  readonly link: string;
  readonly until: Date;
};

/** The letter that invites somebody, in both languages: nobody knows yet which one they read. */
export function invitationLetter({ to, organisation, link, until }: Invited): Mail {
  const day = (locale: string) =>
    until.toLocaleDateString(locale, {
      timeZone: 'Asia/Tokyo',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
    });
  return {
    to,
    subject: `「${organisation}」への招待 / Invitation to ${organisation}`,
    text: `「${organisation}」が、備え（Sonae）に招待しています。
下のリンクを開いて、名前とパスワードを決めてください。${day('ja-JP')}まで一度だけ使えます。

${link}

心当たりがなければ、このメールは捨ててください。何も起きません。

---
${organisation} invites you to Sonae. Open the link above and choose a name and a password.
It works once, until ${day('en-GB')}. If you did not expect this, ignore it: nothing will happen.
`,
  };
}
