import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Issue } from '@sonae/core';
import type { EvidenceHome } from '@sonae/operations/incident/evidence';
import { defaultDataFolder } from '@sonae/store';
import { parse } from 'yaml';
import * as z from 'zod';

export const DEFAULT_PORT = 7350;

const flag = z.union([z.boolean(), z.stringbool()]);
const port = z.coerce.number().int().min(0).max(65_535);

/** What can be set, in a file (YAML or JSON, named by SONAE_CONFIG) by these names or in the environment. */
const schema = z.strictObject({
  /** 0: any free port. */
  port: port.default(DEFAULT_PORT),
  /** Loopback by default: nothing outside this machine reaches the server. */
  host: z.string().min(1).default('127.0.0.1'),
  data: z.string().min(1).optional(),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Where people reach the server, where that is not host and port: `https://sonae.example.jp`. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  demo: flag.optional(),
  /** A proxy in front tells the address of clients in X-Forwarded-For. */
  trustProxy: flag.default(false),
  /** Whether jobs are worked off in this process too. */
  worker: flag.default(true),
  log: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  otel: flag.default(false),
  /** Whoever brings this token may read /metrics from elsewhere than this machine. */
  metricsToken: z.string().min(16).optional(),
  /** Requests a minute from one address. */
  requestsPerMinute: z.coerce.number().int().min(1).default(6_000),
  backup: z
    .strictObject({
      /** Cron in Japanese time; `off` for none. */
      schedule: z.string().default('30 2 * * *'),
      keep: z.coerce.number().int().min(1).max(1_000).default(14),
      folder: z.string().optional(),
    })
    .prefault({}),
  /** The evidence journals of cases, one an organisation. Only workers touch them; several share the folder and the key. */
  evidence: z
    .strictObject({
      folder: z.string().min(1).optional(),
      /** Better not under the data folder: whoever has a copy of both can read everything. */
      keyFile: z.string().min(1).optional(),
    })
    .prefault({}),
  /** Letters go out where both are set; without, links are handed over by whoever made them. */
  mail: z
    .strictObject({
      /** `smtp://user:password@host:587`, or `smtps:`. */
      url: z.url({ protocol: /^smtps?$/ }).optional(),
      /** `備え <sonae@example.jp>`. */
      from: z.string().min(3).max(320).optional(),
    })
    .refine(({ url, from }) => (url === undefined) === (from === undefined), 'url and from belong together')
    .prefault({}),
  /** Where alarms of clocks go besides the screens: people of the company only. */
  alarms: z
    .strictObject({
      webhooks: z
        .array(
          z.strictObject({
            kind: z.enum(['slack', 'teams', 'chatwork', 'plain']),
            url: z.url({ protocol: /^https?$/ }),
            /** Chatwork asks for one. */
            token: z.string().min(1).optional(),
          }),
        )
        .max(20)
        .default([]),
      /** Addresses that get a letter, where mail is set. */
      to: z.array(z.email()).max(50).default([]),
    })
    .prefault({}),
  /** Signing in through the company's own OpenID Connect provider, for people who have an account here. */
  oidc: z
    .strictObject({
      /** Where its description lies: `https://login.example.jp/realms/main`. */
      issuer: z.url({ protocol: /^https?$/ }),
      clientId: z.string().min(1),
      /** Better in a file of its own, which a credential store of the system can keep encrypted. */
      clientSecret: z.string().min(1).optional(),
      clientSecretFile: z.string().min(1).optional(),
      /** It vouches for addresses of this domain and no other. */
      domain: z.hostname(),
      /** What the button says. */
      name: z.string().min(1).max(60).default('SSO'),
    })
    .refine(
      ({ clientSecret, clientSecretFile }) =>
        (clientSecret === undefined) !== (clientSecretFile === undefined),
      'either clientSecret or clientSecretFile',
    )
    .optional(),
  /** Days until what was removed is gone for good. */
  purgeAfterDays: z.coerce.number().int().min(1).max(3_650).default(30),
  /** Folder of the built web application. */
  web: z.string().optional(),
});

export type Config = Omit<z.infer<typeof schema>, 'data'> & { readonly data: string };

/** Where the evidence journals lie and the key that opens them. */
export const evidenceHome = ({ data, evidence }: Pick<Config, 'data' | 'evidence'>): EvidenceHome => ({
  folder: evidence.folder ?? path.join(data, 'evidence'),
  keyFile: evidence.keyFile ?? path.join(data, 'keys', 'evidence.key'),
});

/** Names in the environment, and the setting each stands for. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  SONAE_PORT: 'port',
  SONAE_HOST: 'host',
  SONAE_DATA: 'data',
  DATABASE_URL: 'databaseUrl',
  SONAE_PUBLIC_URL: 'publicUrl',
  SONAE_DEMO: 'demo',
  SONAE_TRUST_PROXY: 'trustProxy',
  SONAE_WORKER: 'worker',
  SONAE_LOG: 'log',
  SONAE_OTEL: 'otel',
  SONAE_METRICS_TOKEN: 'metricsToken',
  SONAE_REQUESTS_PER_MINUTE: 'requestsPerMinute',
  SONAE_BACKUP_SCHEDULE: 'backup.schedule',
  SONAE_BACKUP_KEEP: 'backup.keep',
  SONAE_BACKUP_FOLDER: 'backup.folder',
  SONAE_EVIDENCE_FOLDER: 'evidence.folder',
  SONAE_EVIDENCE_KEY_FILE: 'evidence.keyFile',
  SONAE_SMTP_URL: 'mail.url',
  SONAE_MAIL_FROM: 'mail.from',
  SONAE_OIDC_ISSUER: 'oidc.issuer',
  SONAE_OIDC_CLIENT_ID: 'oidc.clientId',
  SONAE_OIDC_CLIENT_SECRET: 'oidc.clientSecret',
  SONAE_OIDC_CLIENT_SECRET_FILE: 'oidc.clientSecretFile',
  SONAE_OIDC_DOMAIN: 'oidc.domain',
  SONAE_OIDC_NAME: 'oidc.name',
  SONAE_PURGE_AFTER_DAYS: 'purgeAfterDays',
  SONAE_WEB: 'web',
};

type Env = Readonly<Record<string, string | undefined>>;

/** The settings; the environment stands above the file. Every mistake at once, named by where it was made. */
export function readConfig(
  env: Env,
  readFile = (file: string) => readFileSync(file, 'utf8'),
): {
  readonly config?: Config;
  readonly issues: readonly Issue[];
} {
  const file = env.SONAE_CONFIG;
  let tree: Record<string, unknown> = {};
  if (file) {
    try {
      tree = (parse(readFile(file), { maxAliasCount: 0 }) ?? {}) as Record<string, unknown>;
    } catch (error) {
      return { issues: [problem('SONAE_CONFIG', (error as Error).message)] };
    }
  }
  const origin = new Map<string, string>();
  for (const [variable, place] of Object.entries(ENVIRONMENT)) {
    const value = env[variable];
    if (value === undefined || value === '') continue;
    origin.set(place, variable);
    const [first, second] = place.split('.');
    tree =
      second === undefined
        ? { ...tree, [first]: value }
        : { ...tree, [first]: { ...(tree[first] as object), [second]: value } };
  }
  const parsed = schema.safeParse(tree);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => {
      const place = path.join('.');
      return problem(origin.get(place) ?? (file ? `${file}: ${place}` : place), message);
    });
    return { issues };
  }
  const config = { ...parsed.data, data: parsed.data.data ?? defaultDataFolder(env) };
  if (config.demo && !isLoopback(config.host)) return { issues: [DEMO_ELSEWHERE] };
  return { config, issues: [] };
}

/** Whether an address is this machine itself. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host);

function problem(path: string, message: string): Issue {
  return {
    code: 'config.value',
    severity: 'error',
    path,
    message: { ja: `${path} の値が正しくありません（${message}）。`, en: `${path}: ${message}` },
    hint: { ja: 'docs/guide/operations.ja.md に一覧があります。', en: 'See docs/guide/operations.en.md.' },
  };
}

const DEMO_ELSEWHERE: Issue = {
  code: 'config.demo-host',
  severity: 'error',
  path: 'SONAE_DEMO',
  message: {
    ja: 'お試しの状態では、このコンピューターの外から使えるようにできません。',
    en: 'The demonstration cannot be opened to other machines.',
  },
  hint: {
    ja: 'SONAE_HOST を 127.0.0.1 に戻すか、SONAE_DEMO を外してアカウントを作ってください。',
    en: 'Set SONAE_HOST back to 127.0.0.1, or leave SONAE_DEMO out and make accounts.',
  },
};
