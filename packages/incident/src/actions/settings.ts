import { hasErrors, ID_PATTERN, type Issue, sortIssues } from '@sonae/core';
import { parseVkey, SIGNATURE } from '@sonae/evidence';
import { formatPath, type Path } from '@sonae/register';
import { readYamlTrees } from '@sonae/register/yaml';
import * as z from 'zod';
import { TARGET_ROLES } from './action-type.ts';
import { isSpecial, parseAddress } from './addresses.ts';

/** How far the product may go: not at all, a sheet that a person runs (default), or over ssh. */
export const MODES = ['disabled', 'print', 'ssh'] as const;
export type Mode = (typeof MODES)[number];

/** Widest network that may count as management; more would leave an attacker room. */
const WIDEST_MANAGEMENT = { 4: 24, 6: 64 } as const;

const id = z.string().regex(ID_PATTERN, { error: 'id' });
const port = z.int().min(1).max(65_535);
const hostAddress = z.string().refine(
  (text) => {
    const address = parseAddress(text);
    return address !== undefined && !text.includes('/') && !isSpecial(address);
  },
  { error: 'address' },
);
const managementAddress = z.string().refine(
  (text) => {
    const address = parseAddress(text);
    return (
      address !== undefined && address.prefix >= WIDEST_MANAGEMENT[address.version] && !isSpecial(address)
    );
  },
  { error: 'management' },
);
const vkey = z.string().refine((text) => parseVkey(text)?.kind === SIGNATURE.ed25519, { error: 'vkey' });
/** A path or a user that ssh cannot take for an option. */
const plainPath = z.string().regex(/^[A-Za-z0-9_./][A-Za-z0-9_./@+-]*$/, { error: 'path' });

const ssh = z.strictObject({
  address: hostAddress.optional().meta({ title: '接続先。無ければ addresses の最初' }),
  port: port.optional(),
  user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, { error: 'user' }),
  knownHosts: plainPath.meta({ title: '機器の公開鍵を固定したファイル' }),
  identity: plainPath.meta({ title: '接続用の秘密鍵' }),
});

const host = z.strictObject({
  id: id.meta({ title: '機器の id' }),
  role: z.enum(TARGET_ROLES).meta({ title: '役割' }),
  addresses: z.array(hostAddress).min(1).meta({ title: 'アドレス' }),
  managementPorts: z.array(port).min(1).default([22]).meta({ title: '管理に使うポート' }),
  probes: z.array(port).default([]).meta({ title: '閉じたことを確かめるポート' }),
  dhcp: z.boolean().default(false).meta({ title: 'DHCP でアドレスを得ているか' }),
  ssh: ssh.optional(),
});

/** What may be done, on what, by whom (措置の設定). */
export const respondSettings = z.strictObject({
  sonae: z.literal('respond/1'),
  mode: z.enum(MODES).default('print'),
  management: z.array(managementAddress).min(1).meta({ title: '隔離中も届く管理用アドレス' }),
  hosts: z.array(host).default([]),
  forbidden: z.array(z.strictObject({ id: z.string().min(1), reason: z.string().min(1) })).default([]),
  approvers: z.array(z.strictObject({ name: z.string().min(1), vkey })).default([]),
  deadManSeconds: z.int().min(5).max(3_600).default(600),
  approvalMinutes: z.int().min(1).max(1_440).default(30),
});
export type RespondSettings = z.infer<typeof respondSettings>;
export type RespondHost = RespondSettings['hosts'][number];

const RULES: Readonly<Record<string, { ja: string; en: string }>> = {
  id: { ja: 'id は英数字で始まる英数字・「_」「-」「.」です。', en: 'An id is letters, digits, _ - and .' },
  address: { ja: '機器のアドレスではありません。', en: 'This is no address of a machine.' },
  management: {
    ja: '管理用アドレスは IPv4 で /24、IPv6 で /64 より狭くします。',
    en: 'Management is no wider than /24, or /64 for IPv6.',
  },
  vkey: { ja: '公開鍵（vkey）の形が違います。', en: 'This is no vkey.' },
  path: { ja: 'パスに使えない文字があります。', en: 'The path holds characters that are not allowed.' },
  user: { ja: '利用者名の形が違います。', en: 'This is no user name.' },
};

export type SettingsReading = { readonly settings?: RespondSettings; readonly issues: readonly Issue[] };

/** Reads the settings from YAML; every mistake at its line and column. */
export function readRespondSettings(input: string | Uint8Array, file: string): SettingsReading {
  const found: Issue[] = [];
  let settings: RespondSettings | undefined;
  for (const { tree, source, issues } of readYamlTrees(input, file)) {
    found.push(...issues);
    if (tree === undefined) continue;
    const parsed = respondSettings.safeParse(tree, { error: z.locales.ja().localeError });
    const report = (path: Path, code: string, message: Issue['message']) =>
      found.push({
        code: `respond.${code}`,
        severity: 'error',
        path: formatPath(path),
        ...source.place(path, 'value'),
        message,
        hint: {
          ja: 'docs/guide/respond.ja.md の例を見てください。',
          en: 'See the example in docs/guide/respond.en.md.',
        },
      });
    if (parsed.success) {
      settings = parsed.data;
      for (const { path, message } of contradictions(settings)) report(path, 'settings', message);
    } else
      for (const issue of parsed.error.issues)
        report(
          issue.path as (string | number)[],
          'schema',
          RULES[issue.message] ?? { ja: issue.message, en: issue.message },
        );
  }
  const issues = sortIssues(found);
  return hasErrors(issues) || settings === undefined ? { issues } : { settings, issues };
}

/** What each value allows and together is wrong. */
function contradictions({ hosts, approvers }: RespondSettings): { path: Path; message: Issue['message'] }[] {
  const twice = (values: readonly string[], list: string, key: string, what: { ja: string; en: string }) =>
    values.flatMap((value, i) =>
      values.indexOf(value) < i
        ? [
            {
              path: [list, i, key],
              message: { ja: `${what.ja}が二度あります。`, en: `${what.en} stands twice.` },
            },
          ]
        : [],
    );
  const keys = approvers.map((one) => one.vkey.split('+')[2]);
  return [
    ...twice(
      hosts.map((one) => one.id),
      'hosts',
      'id',
      { ja: 'この機器', en: 'This host' },
    ),
    ...twice(
      approvers.map((one) => one.name),
      'approvers',
      'name',
      { ja: 'この人', en: 'This person' },
    ),
    ...twice(keys, 'approvers', 'vkey', { ja: 'この鍵', en: 'This key' }),
  ];
}
