import { expect, test } from 'vitest';
import { checkPlaybook } from '../index.ts';
import { jsonOf, todo } from '../testing/playbooks.ts';

const secretsOf = async (json: unknown) => {
  const { issues, valid } = await checkPlaybook(JSON.stringify(json));
  return { secrets: issues.filter(({ code }) => code === 'playbook.secret').length, valid, issues };
};

const withCommand = (command: object) => {
  const json = jsonOf([todo('one')]);
  const [, step] = Object.entries(json.workflow).find(([id]) => id.startsWith('action')) ?? [];
  Object.assign(step ?? {}, { commands: [command] });
  return json;
};

// Put together here so that no scanner takes this file for a leak.
const join = (...parts: string[]) => parts.join('');

const SECRETS = [
  join('-----BEGIN ', 'PRIVATE KEY-----\nMIIE'),
  join('-----BEGIN OPENSSH ', 'PRIVATE KEY-----'),
  join('export AWS_ACCESS_KEY_ID=', 'AKIA', 'IOSFODNN7EXAMPLE'),
  join('AKIA', 'Z7QK3N5W2M4P8R6T'),
  join('wJalrXUtnFEMI', 'K7MDENGbPxRfiCYzQ8vN2sT4uW6'),
  join('git clone https://x:', 'gh', 'p_16C7e42F292c6912E7710c838347Ae178B4a@github.com/a/b'),
  join('xox', 'b-123456789012-abcdefABCDEF'),
  join('curl -H "Authorization: Bearer ', 'q8Zr2Lk9vB7nM4xT1"'),
  'curl -u admin:hunter2 https://example.com',
  'sshpass -p hunter22 ssh root@host',
  'mysql -u root -pS3cret! db',
  'net-tool --password hunter2 login',
  'DB_PASSWORD=hunter2 ./run',
  'password: hunter2',
  'password: Password123!',
  'パスワード：Tr0ub4dor&3',
  'https://admin:hunter2@example.com/',
  "ConvertTo-SecureString 'P4ss!word9' -AsPlainText -Force",
  join(
    'eyJ',
    'hbGciOiJIUzI1NiJ9.eyJ',
    'zdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  ),
];

test.each(SECRETS)('PB29 refused in a command: %s', async (command) => {
  for (const type of ['manual', 'bash', 'ssh']) {
    const { secrets, valid } = await secretsOf(withCommand({ type, command }));
    expect([secrets > 0, valid]).toEqual([true, false]);
  }
});

const HARMLESS = [
  'パスワードを替える。推測されやすいパスワード：使わない',
  'Change the password: use the manager',
  'token: revoke it',
  'basic understanding of the network',
  'Bearer authentication is used; Basic IT/security-training too',
  'tool --password <your password> login',
  'curl -H "Authorization: Bearer __token__:value" https://example.com',
  'sshpass -p $PASS ssh host',
  'mysql -u root -p',
  'DB_PASSWORD=$DB_PASSWORD ./run',
  'sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'run playbook--61a6c41e-6efc-4516-a242-dfbc5c89d562',
  'C:\\Program Files\\Company\\VeryLongDirectoryNameForReports2026\\Output',
  'https://www.example.com/a/very/long/path/ToSomeDocumentAboutIncidentResponse2026.html',
  'https://example.com:8443/path@2',
];

test.each(HARMLESS)('PB29 not taken for a secret: %s', async (command) => {
  const json = jsonOf([todo('one')], { __token__: ['string'] });
  const [, step] = Object.entries(json.workflow).find(([id]) => id.startsWith('action')) ?? [];
  Object.assign(step ?? {}, { commands: [{ type: 'bash', command }], description: command });
  expect(await secretsOf(json)).toMatchObject({ secrets: 0, valid: true });
});

test('PB30 a password or token in its place is refused; a variable, kms and a sample are not', async () => {
  const withPassword = (fields: object) => ({
    ...jsonOf([todo('one')], { __pw__: ['string'] }),
    authentication_info_definitions: {
      'user-auth--b7ddc2ea-9f6a-4e82-8eaa-be202e942090': { type: 'user-auth', username: 'root', ...fields },
    },
  });
  expect(await secretsOf(withPassword({ password: 'hunter2' }))).toMatchObject({ secrets: 1, valid: false });
  expect(await secretsOf(withPassword({ password: '__pw__:value' }))).toMatchObject({
    secrets: 0,
    valid: true,
  });
  expect(await secretsOf(withPassword({ password: 'key-17', kms: true }))).toMatchObject({
    secrets: 0,
    valid: true,
  });
  const sample = await secretsOf(withPassword({ password: 'super-secure-password' }));
  expect(sample).toMatchObject({ secrets: 0, valid: true });
  expect(sample.issues.map(({ code }) => code)).toContain('playbook.secret-example');
});

test('PB30 variables and headers that are secret by their names', async () => {
  const variable = (name: string, type: string, value: string) =>
    jsonOf([todo('one')], { [name]: [type, value] });
  expect((await secretsOf(variable('__api_key__', 'string', 'k-83Hd71'))).secrets).toBe(1);
  expect((await secretsOf(variable('__password__', 'string', 'hunter2'))).secrets).toBe(1);
  expect((await secretsOf(variable('__password__', 'string', 'Password123'))).secrets).toBe(1);
  expect((await secretsOf(variable('__password_rule__', 'string', 'twelve letters or more'))).secrets).toBe(
    0,
  );
  expect((await secretsOf(variable('__token__', 'string', 'changeme'))).secrets).toBe(0);
  expect((await secretsOf(variable('__password_changed__', 'bool', 'false'))).secrets).toBe(0);
  const header = withCommand({ type: 'http-api', command: 'GET /', headers: { 'X-API-Key': ['k-83Hd71'] } });
  expect((await secretsOf(header)).secrets).toBe(1);
});

test('PB31 what base64 hides is found', async () => {
  const hidden = btoa('mysql -u root -pS3cret! db < dump.sql');
  expect((await secretsOf(withCommand({ type: 'bash', command_b64: hidden }))).secrets).toBe(1);
  expect((await secretsOf(withCommand({ type: 'bash', command_b64: btoa('ls -la /var/log') }))).secrets).toBe(
    0,
  );
});

test('PB29 the secret itself is not repeated in what is said', async () => {
  const { issues } = await secretsOf(withCommand({ type: 'bash', command: 'curl -u admin:hunter2 x' }));
  expect(JSON.stringify(issues)).not.toContain('hunter2');
});
