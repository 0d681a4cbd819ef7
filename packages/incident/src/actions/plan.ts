import type { Issue } from '@sonae/core';
import { canonicalJson, type Json, sha256Hex } from '@sonae/evidence';
import type { ActionType } from './action-type.ts';
import { overlap, parseAddress } from './addresses.ts';
import { actionType } from './catalogue/index.ts';
import { type RefusalCode, type Result, refusal } from './issues.ts';
import { blockFile, isolationFile, tableName } from './nft.ts';
import { canonicalParameter, isParameter } from './parameters.ts';
import type { RespondHost, RespondSettings } from './settings.ts';

/** What a person asks for. */
export type ActionOrder = {
  readonly case: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Captured before, by the SHA-256 under which the evidence is kept. */
  readonly captured?: Readonly<Record<string, string>>;
  /** Not captured, and why. */
  readonly waived?: Readonly<Record<string, string>>;
  /** How long it is to last; the longest where none is given. */
  readonly hours?: number;
  readonly by: string;
  readonly at: string;
};

/** Whether a port of the host answered before, seen from where the plan was made. */
export type ProbeReading = {
  readonly address: string;
  readonly port: number;
  readonly state: 'open' | 'closed' | 'unknown';
};

/** What was seen before the plan: nothing where nobody may look (print). */
export type Observed = {
  readonly probes: readonly ProbeReading[];
  /** The table of this action as it stands on the target, empty where there is none. */
  readonly table?: string;
  /** What `nft -c` said; empty is good. */
  readonly check?: string;
};

/**
 * What is approved (計画): everything that will be done, and what was known. Its canonical text is hashed, people sign the hash, and what is carried
 * out is read from here and nowhere else.
 */
export type Plan = {
  readonly v: 1;
  readonly case: string;
  readonly action: string;
  readonly mode: 'print' | 'ssh';
  readonly parameters: Readonly<Record<string, string>>;
  readonly host?: RespondHost;
  readonly management: readonly string[];
  readonly preserve: readonly { readonly id: string; readonly captured?: string; readonly waived?: string }[];
  readonly table?: string;
  readonly file?: { readonly text: string; readonly sha256: string };
  readonly observed: Observed;
  readonly deadManSeconds: number;
  readonly seconds: number;
  readonly longestSeconds: number;
  readonly approvalSeconds: number;
  readonly approvals: number;
  /** SHA-256 of the settings file the plan was made under. */
  readonly settings: string;
  readonly by: string;
  readonly at: string;
};

/** The SHA-256 that people approve. */
export function planHash(plan: Plan): string {
  return sha256Hex(canonicalJson(plan as unknown as Json));
}

export type PlanContext = {
  readonly settings: RespondSettings;
  readonly settingsHash: string;
  readonly observed?: Observed;
};

/** The plan of an action, or every reason why there is none. */
export function planAction(order: ActionOrder, context: PlanContext): Result<Plan> {
  const { settings } = context;
  const type = actionType(order.action);
  if (!type) return { issues: [refusal('no-such-action', order.action)] };
  const host = settings.hosts.find(({ id }) => id === order.parameters.host);
  const issues = [
    ...(settings.mode === 'disabled' ? [refusal('disabled')] : []),
    ...parameterIssues(type, order),
    ...targetIssues(type, order, settings, host),
    ...preserveIssues(type, order),
  ];
  const hours = order.hours ?? type.longestHours;
  if (!(hours > 0 && hours <= type.longestHours))
    issues.push(refusal('duration', `${hours} > ${type.longestHours} h`));
  if (issues.length > 0 || settings.mode === 'disabled') return { issues };
  const parameters = Object.fromEntries(
    Object.entries(type.parameters).map(([name, kind]) => [
      name,
      canonicalParameter(kind, order.parameters[name]),
    ]),
  );
  const table = tableOf(type, order.case, parameters);
  const text = table === undefined ? undefined : fileOf(type, table, parameters, settings, host);
  const mode = type.by === 'nftables' ? settings.mode : 'print';
  return {
    value: {
      v: 1,
      case: order.case,
      action: type.id,
      mode,
      parameters,
      ...(host && { host }),
      management: settings.management,
      preserve: type.preserve.map(({ id }) => {
        const captured = order.captured?.[id];
        return captured === undefined ? { id, waived: order.waived?.[id] } : { id, captured };
      }),
      ...(table !== undefined && { table }),
      ...(text !== undefined && { file: { text, sha256: sha256Hex(text) } }),
      observed: context.observed ?? { probes: [] },
      deadManSeconds: settings.deadManSeconds,
      seconds: Math.round(hours * 3_600),
      longestSeconds: type.longestHours * 3_600,
      approvalSeconds: settings.approvalMinutes * 60,
      approvals: type.approvals,
      settings: context.settingsHash,
      by: order.by,
      at: order.at,
    },
  };
}

/** The table an action works on. */
export function tableOf(
  type: ActionType,
  caseId: string,
  parameters: Readonly<Record<string, string>>,
): string | undefined {
  if (type.by !== 'nftables') return undefined;
  if (type.id === 'ip.block') return tableName(caseId, 'block', parameters.address);
  return tableName(caseId, 'isolate');
}

function fileOf(
  type: ActionType,
  table: string,
  parameters: Readonly<Record<string, string>>,
  settings: RespondSettings,
  host: RespondHost | undefined,
): string | undefined {
  const addresses = (texts: readonly string[]) => texts.map((text) => parseAddress(text)!);
  if (type.id === 'ip.block') return blockFile(table, addresses([parameters.address]));
  if (!host) return undefined;
  return isolationFile(table, {
    from: addresses(settings.management),
    ports: host.managementPorts,
    dhcp: host.dhcp,
  });
}

function parameterIssues(type: ActionType, order: ActionOrder): Issue[] {
  const path = (name: string) => `parameters.${name}`;
  const unknown = Object.keys(order.parameters).filter((name) => !(name in type.parameters));
  return [
    ...unknown.map((name) => refusal('parameter', name, path(name))),
    ...Object.entries(type.parameters).flatMap(([name, kind]) => {
      const value = order.parameters[name];
      if (value === undefined) return [refusal('missing', name, path(name))];
      return isParameter(kind, value) ? [] : [refusal('parameter', `${name}: ${value}`, path(name))];
    }),
  ];
}

/** Who must not be a target: by name, by role, and the way in by which all this is done. */
function targetIssues(
  type: ActionType,
  { parameters }: ActionOrder,
  settings: RespondSettings,
  host: RespondHost | undefined,
): Issue[] {
  const issues: Issue[] = [];
  const add = (code: RefusalCode, detail = '') =>
    issues.push(refusal(code, detail, `parameters.${type.target}`));
  for (const { id, reason } of settings.forbidden)
    if (Object.values(parameters).includes(id)) add('forbidden', `${id}: ${reason}`);
  if ('host' in type.parameters && parameters.host !== undefined) {
    if (!host) add('no-such-host', parameters.host);
    else if (type.forbidden.includes(host.role)) add('forbidden', `${host.id}: ${host.role}`);
  }
  const management = settings.management.map((text) => parseAddress(text)!);
  if (type.id === 'ip.block') {
    const blocked = parseAddress(parameters.address ?? '');
    const own = (host?.addresses ?? []).map((text) => parseAddress(text)!);
    if (blocked && [...management, ...own].some((address) => overlap(address, blocked)))
      add('management-cut', parameters.address);
  }
  if (type.by !== 'nftables' || !host) return issues;
  const way = parseAddress(host.ssh?.address ?? host.addresses[0])!;
  if (type.id === 'host.isolate') {
    if (host.addresses.some((text) => management.some((address) => overlap(address, parseAddress(text)!))))
      add('forbidden', `${host.id}: management`);
    if (!management.some(({ version }) => version === way.version)) add('no-management', `IPv${way.version}`);
  }
  if (settings.mode === 'ssh' && !host.ssh) add('no-ssh', host.id);
  return issues;
}

/** Capture before cut: each thing that would be lost is captured, or somebody says why not. */
function preserveIssues(type: ActionType, { captured = {}, waived = {} }: ActionOrder): Issue[] {
  const names = type.preserve.map(({ id }) => id);
  const strange = [...Object.keys(captured), ...Object.keys(waived)].filter((id) => !names.includes(id));
  return [
    ...strange.map((id) => refusal('no-such-preserve', id)),
    ...Object.entries(captured)
      .filter(([, digest]) => !/^[0-9a-f]{64}$/.test(digest))
      .map(([id, digest]) => refusal('parameter', `${id}: ${digest}`)),
    ...type.preserve
      .filter(({ id }) => captured[id] === undefined && (waived[id] ?? '').trim() === '')
      .map(({ id, what }) => refusal('preserve', `${id}: ${what.ja}`, `preserve.${id}`)),
  ];
}
