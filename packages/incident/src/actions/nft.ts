import { sha256Hex } from '@sonae/evidence';
import { type Address, distinct, formatAddress } from './addresses.ts';

/*
 * Files for nftables. One file is one table of one action of one case and speaks of no other. `add` and `delete` before the table make it
 * the same whether the table was there or not, and nft takes the whole file or nothing. Chains stand on several lines: nft
 * refuses them on one. The programme on the target knows these lines and takes no other, so both change together.
 */

/** After connection tracking (-200), before the filters of the host (0). */
const PRIORITY = -150;

/**
 * The table of an action: readable, and one to one by eight digits of the digest, because two cases may differ in a letter
 * that a table's name cannot hold.
 */
export function tableName(caseId: string, action: 'isolate' | 'block', target = ''): string {
  const digest = sha256Hex(JSON.stringify([caseId, action, target])).slice(0, 8);
  return `sonae_${caseId.replace(/[^A-Za-z0-9]/g, '_').slice(0, 40)}_${action}_${digest}`;
}

/** Who may still reach an isolated host, and how. */
export type Management = {
  /** The people who repair, and whoever confirms. */
  readonly from: readonly Address[];
  /** TCP ports of the host they come in by. */
  readonly ports: readonly number[];
  /** Whether the host keeps its address by DHCP and would lose it, and with it the management path. */
  readonly dhcp?: boolean;
};

/**
 * Cuts a host off (端末の隔離): nothing comes in, goes out or through but the management path. Connections that stand already
 * are cut too, an attacker's among them; only answers to management pass out. Errors about the path come in, or long packets would hang.
 */
export function isolationFile(table: string, { from, ports, dhcp }: Management): string {
  const sets = setsOf('management', from);
  const open = `tcp dport { ${[...new Set(ports)].sort((a, b) => a - b).join(', ')} }`;
  const has = (version: 4 | 6) => from.some((address) => address.version === version);
  return fileOf(table, sets, [
    chain('input', 'drop', [
      'iif "lo" accept',
      'ip6 hoplimit 255 icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept',
      'meta l4proto { icmp, ipv6-icmp } ct state related accept',
      ...(dhcp ? ['udp sport 67 udp dport 68 accept', 'udp sport 547 udp dport 546 accept'] : []),
      ...(has(4) ? [`ip saddr @management4 ${open} accept`] : []),
      ...(has(6) ? [`ip6 saddr @management6 ${open} accept`] : []),
    ]),
    chain('forward', 'drop', []),
    chain('output', 'drop', [
      'oif "lo" accept',
      'ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert } accept',
      ...(dhcp ? ['udp sport 68 udp dport 67 accept', 'udp sport 546 udp dport 547 accept'] : []),
      ...(has(4) ? ['ip daddr @management4 ct state established,related accept'] : []),
      ...(has(6) ? ['ip6 daddr @management6 ct state established,related accept'] : []),
    ]),
  ]);
}

/** Blocks addresses on a host or gateway (通信先の遮断), both ways; everything else passes. */
export function blockFile(table: string, blocked: readonly Address[]): string {
  const rules = (sides: readonly ('saddr' | 'daddr')[]) =>
    ([4, 6] as const).flatMap((version) =>
      blocked.some((address) => address.version === version)
        ? sides.map((side) => `${version === 4 ? 'ip' : 'ip6'} ${side} @blocked${version} drop`)
        : [],
    );
  return fileOf(table, setsOf('blocked', blocked), [
    chain('input', 'accept', rules(['saddr'])),
    chain('forward', 'accept', rules(['saddr', 'daddr'])),
    chain('output', 'accept', rules(['daddr'])),
  ]);
}

/** The command that takes it all back. */
export function undoCommand(table: string): readonly string[] {
  return ['nft', 'delete', 'table', 'inet', table];
}

function fileOf(table: string, sets: readonly string[], chains: readonly string[]): string {
  return [
    `add table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    [...sets, ...chains].join('\n\n'),
    '}',
    '',
  ].join('\n');
}

function setsOf(name: string, addresses: readonly Address[]): string[] {
  return ([4, 6] as const).flatMap((version) => {
    const own = distinct(addresses.filter((address) => address.version === version));
    if (own.length === 0) return [];
    return [
      [
        `  set ${name}${version} {`,
        `    type ipv${version}_addr`,
        '    flags interval',
        `    elements = { ${own.map(formatAddress).join(', ')} }`,
        '  }',
      ].join('\n'),
    ];
  });
}

function chain(
  hook: 'input' | 'forward' | 'output',
  policy: 'accept' | 'drop',
  rules: readonly string[],
): string {
  return [
    `  chain ${hook} {`,
    `    type filter hook ${hook} priority ${PRIORITY}; policy ${policy};`,
    ...rules.map((rule) => `    ${rule}`),
    '  }',
  ].join('\n');
}
