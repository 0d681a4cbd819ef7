import { expect } from 'vitest';
import { type Jar, jarFor, post, type Served } from './serve.ts';

export const PASSWORD = 'とても長い合言葉です。ほんとう';

/** Whoever has signed in, with the organisation they own. */
export type Person = { readonly jar: Jar; readonly email: string; readonly organisation: string };

/** The first owner, from the link on the terminal. */
export async function firstOwner(served: Served, organisation: string): Promise<Person> {
  const email = 'first@example.jp';
  const token = served.setUpLink!.split('#')[1];
  const made = await served
    .client()
    .setup.complete({ token, name: '一人目', email, password: PASSWORD, organisation });
  return { jar: await signIn(served, email), email, organisation: made.organisation };
}

/** Somebody else, who came by an invitation, made an organisation of their own and left the first. */
export async function stranger(served: Served, first: Person, organisation: string): Promise<Person> {
  const email = 'second@example.jp';
  const owner = served.client(first.jar);
  const { link } = await owner.invitations.create({ email, role: 'auditor' });
  const name = '二人目';
  await served.client().invitations.accept({ token: link.split('#')[1], name, password: PASSWORD });
  const jar = await signIn(served, email);
  const { id } = await served.client(jar).organisations.create({ name: organisation });
  const { members } = await owner.members.list();
  await owner.members.remove({ user: members.find((member) => member.email === email)!.user });
  return { jar, email, organisation: id };
}

export async function signIn(served: Served, email: string): Promise<Jar> {
  const jar = jarFor(served.url);
  const { status } = await post(jar, `${served.url}/api/auth/sign-in/email`, { email, password: PASSWORD });
  expect(status).toBe(200);
  return jar;
}
