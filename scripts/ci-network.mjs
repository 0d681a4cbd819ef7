// Isolation for real: a controller, a host and an outsider in network namespaces of their own, joined by a bridge, with nftables, ssh and the
// forced command as they would be installed. Needs root; says "skipped" only where the tools cannot be had.
//
//   node scripts/ci-network.mjs

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from './support/node.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TOOLS = {
  nft: 'nftables',
  ip: 'iproute2',
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  flock: 'util-linux',
};
/** Names of this run, so that two runs on one machine do not meet. */
const RUN = `sn${process.pid}`;
const [CTL, HOST, OUT, WIRE] = ['c', 'h', 'o', 'w'].map((letter) => `${RUN}${letter}`);
const ADDRESS = {
  [CTL]: ['10.77.0.1', 'fd77::1'],
  [HOST]: ['10.77.0.2', 'fd77::2'],
  [OUT]: ['10.77.0.3', 'fd77::3'],
};
const PORT = 8000;
const started = [];
const folder = mkdtempSync(path.join(tmpdir(), 'sonae-network-'));
let checks = 0;
let confirmedAt = 0;

function has(tool) {
  return (
    spawnSync('sh', ['-c', `command -v ${tool}`], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } })
      .status === 0
  );
}

/** Why it cannot be tried here, or undefined. */
function obstacle() {
  if (process.platform !== 'linux') return 'Linux only';
  if (process.getuid() !== 0) return 'needs root';
  const missing = Object.entries(TOOLS).filter(([tool]) => !has(tool));
  if (missing.length > 0 && has('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', ...missing.map(([, name]) => name)], {
      env,
      stdio: 'ignore',
    });
  }
  const still = Object.keys(TOOLS).filter((tool) => !has(tool));
  if (still.length > 0) return `${still.join(', ')} cannot be installed`;
  if (spawnSync('ip', ['netns', 'add', WIRE]).status !== 0) return 'no network namespaces here';
  if (inside(WIRE, 'nft', 'list', 'tables').status !== 0) return 'no nftables in a namespace here';
  return undefined;
}

function inside(name, ...argv) {
  return spawnSync('ip', ['netns', 'exec', name, ...argv], { encoding: 'utf8' });
}

function must(program, ...argv) {
  execFileSync(program, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Three namespaces on one bridge, each with an IPv4 and an IPv6 address. */
function wire() {
  must('ip', '-n', WIRE, 'link', 'add', 'br0', 'type', 'bridge', 'mcast_snooping', '0');
  must('ip', '-n', WIRE, 'link', 'set', 'br0', 'up');
  for (const [i, name] of [CTL, HOST, OUT].entries()) {
    must('ip', 'netns', 'add', name);
    must('ip', 'link', 'add', `v${i}`, 'netns', WIRE, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    must('ip', '-n', WIRE, 'link', 'set', `v${i}`, 'master', 'br0', 'up');
    const [four, six] = ADDRESS[name];
    must('ip', '-n', name, 'addr', 'add', `${four}/24`, 'dev', 'eth0');
    must('ip', '-n', name, 'addr', 'add', `${six}/64`, 'dev', 'eth0', 'nodad');
    must('ip', '-n', name, 'link', 'set', 'lo', 'up');
    must('ip', '-n', name, 'link', 'set', 'eth0', 'up');
  }
}

function start(name, ...argv) {
  const child = spawn('ip', ['netns', 'exec', name, ...argv], { stdio: 'ignore', detached: true });
  started.push(child);
  return child;
}

const LISTENER = `require('node:net').createServer((s) => s.on('error', () => {}).end('x')).listen(${PORT}, '::')`;
const dialler = (address, port) =>
  `const s=require('node:net').connect(${port},'${address}');const e=(c)=>{s.destroy();process.exit(c)};` +
  `s.on('connect',()=>e(0)).on('error',()=>e(1));setTimeout(()=>e(1),1500)`;

/** Whether a port answers, seen from a namespace. */
function reaches(from, address, port = PORT) {
  return inside(from, node, '-e', dialler(address, port)).status === 0;
}

function check(holds, what) {
  if (!holds) throw new Error(`NOT SO: ${what}`);
  checks += 1;
  console.log(`  ok ${what}`);
}

const file = (name) => path.join(folder, name);

/** The host as the guide says: the programme, a key that can do nothing else, a pinned host key. */
function installHost() {
  for (const name of ['host_key', 'respond_key'])
    must('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file(name));
  mkdirSync('/run/sshd', { recursive: true });
  const programme = sonae(['respond', 'target']).stdout;
  writeFileSync(file('sonae-respond-target'), programme, { mode: 0o755 });
  const key = readFileSync(file('respond_key.pub'), 'utf8').trim();
  writeFileSync(file('authorized_keys'), `command="${file('sonae-respond-target')}",restrict ${key}\n`, {
    mode: 0o600,
  });
  writeFileSync(
    file('sshd_config'),
    [
      'Port 22',
      'AddressFamily any',
      `HostKey ${file('host_key')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      'PermitRootLogin forced-commands-only',
      'PasswordAuthentication no',
      'UsePAM no',
      'StrictModes no',
      `PidFile ${file('sshd.pid')}`,
      '',
    ].join('\n'),
  );
  const pinned = readFileSync(file('host_key.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(file('known_hosts'), `${ADDRESS[HOST].join(',')} ${pinned}\n`);
  start(HOST, '/usr/sbin/sshd', '-D', '-f', file('sshd_config'));
  for (const name of [HOST, OUT]) start(name, node, '-e', LISTENER);
}

/** The command line of the product, in the controller's namespace. */
function sonae(argv) {
  const env = { ...process.env, SONAE_LANG: 'en' };
  const all = ['netns', 'exec', CTL, node, path.join(ROOT, 'apps/cli/bin/sonae.mjs'), ...argv];
  const { status, stdout, stderr } = spawnSync('ip', all, { cwd: folder, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

function settings(name, { deadMan = 60, mode = 'ssh', way = ADDRESS[HOST][0], known = 'known_hosts' } = {}) {
  const approvers = ['Hanako', 'Taro'].map((who) => {
    const { stdout } = sonae(['respond', 'key', '--as', who, '--key', `${who}.key`]);
    return `  - { name: ${who}, vkey: "${stdout.trim()}" }\n`;
  });
  const host = (id, role) =>
    `  - id: ${id}\n    role: ${role}\n    addresses: ["${ADDRESS[HOST].join('", "')}"]\n    probes: [${PORT}]\n` +
    `    ssh: { address: "${way}", user: root, knownHosts: ${file(known)}, identity: ${file('respond_key')} }\n`;
  writeFileSync(
    file(name),
    `sonae: respond/1\nmode: ${mode}\nmanagement: ["${ADDRESS[CTL].join('", "')}"]\ndeadManSeconds: ${deadMan}\n` +
      `approvers:\n${approvers.join('')}hosts:\n${host('web1', 'server')}${host('dc1', 'domain_controller')}`,
  );
  return name;
}

const WAIVED = ['--waive', 'memory=test', 'connections=test', 'logs=test'];

/** What a command printed, for a check of the stage it came to. */
function stageOf({ status, stdout, stderr }) {
  const { stage } = status === 2 ? {} : JSON.parse(stdout);
  return stage ?? `${status} ${stdout} ${stderr}`;
}

/** Like `check`, and says what was there instead. */
function reached(ran, stage, what) {
  const found = stageOf(ran);
  check(found === stage, found === stage ? what : `${what}: ${found}`);
}

function respond(conf, caseId, ...flags) {
  const plan = ['--settings', conf, '--plan', `${caseId}.json`];
  return sonae(['respond', 'isolate', 'web1', ...plan, ...flags, '--store', 'evidence', '--json']);
}
const approve = (conf, caseId, who) => respond(conf, caseId, '--approve', '--as', who, '--key', `${who}.key`);

function approved(conf, caseId) {
  check(respond(conf, caseId, '--dry-run', '--case', caseId, ...WAIVED).status === 0, `${caseId}: planned`);
  for (const who of ['Hanako', 'Taro'])
    check(approve(conf, caseId, who).status === 0, `${caseId}: ${who} approves`);
}

const tables = () => inside(HOST, 'nft', 'list', 'tables').stdout;
/** Whether the host is isolated for a case. */
const isIsolated = (caseId) => tables().includes(`sonae_${caseId}_isolate_`);

async function until(condition, seconds) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (condition()) return true;
    await sleep(200);
  }
  return condition();
}

const openEverywhere = () => ADDRESS[HOST].every((address) => reaches(OUT, address));

async function isolation() {
  const conf = settings('respond.yaml');
  const foreign = file('foreign.nft');
  writeFileSync(
    foreign,
    'table inet foreign {\n chain input {\n type filter hook input priority 10; policy accept;\n tcp dport 9 drop\n }\n}\n',
  );
  must('ip', 'netns', 'exec', HOST, 'nft', '-f', foreign);
  const before = inside(HOST, 'nft', 'list', 'ruleset').stdout;
  check(
    before.includes('table inet foreign') && openEverywhere(),
    'before: open over IPv4 and IPv6, a table of somebody else stands',
  );

  const bare = respond(conf, 'c1', '--dry-run', '--case', 'c1');
  check(bare.status === 1 && bare.stdout.includes('respond.preserve'), 'capture before cut: refused without');
  const planned = respond(conf, 'c1', '--dry-run', '--case', 'c1', ...WAIVED);
  check(
    planned.status === 0 && JSON.parse(planned.stdout).diff.some((line) => line.startsWith('+')),
    'dry run shows the difference',
  );
  check(inside(HOST, 'nft', 'list', 'ruleset').stdout === before, 'dry run changed nothing');
  check(
    JSON.parse(planned.stdout).plan.observed.probes.every(({ state }) => state === 'open'),
    'probes were open before',
  );

  check(approve(conf, 'c1', 'Hanako').status === 0, 'one person approves');
  const one = respond(conf, 'c1', '--apply');
  check(
    one.status === 1 && one.stdout.includes('respond.approvals') && !isIsolated('c1'),
    'one approver is not enough',
  );
  const twice = approve(conf, 'c1', 'Hanako');
  check(
    twice.status === 1 && twice.stdout.includes('respond.same-person'),
    'the same person twice is one person',
  );
  const stolen = respond(conf, 'c1', '--approve', '--as', 'Taro', '--key', 'Hanako.key');
  check(stolen.status === 1 && stolen.stdout.includes('respond.bad-signature'), 'nobody signs for another');
  check(approve(conf, 'c1', 'Taro').status === 0, 'a second person approves');

  const applied = respond(conf, 'c1', '--apply');
  const { stage, findings } = JSON.parse(applied.stdout);
  check(applied.status === 0 && stage === 'verified', `applied and verified: ${findings?.join('; ')}`);
  for (const address of ADDRESS[HOST]) {
    check(!reaches(OUT, address), `probe closed: ${address} ${PORT}`);
    check(!reaches(OUT, address, 22), `an outsider does not reach the management port: ${address} 22`);
    check(!reaches(CTL, address), `management reaches nothing but its port: ${address} ${PORT}`);
    check(reaches(CTL, address, 22), `management open: ${address} 22`);
  }
  for (const address of ADDRESS[OUT]) check(!reaches(HOST, address), `nothing goes out: ${address} ${PORT}`);
  const listing = inside(HOST, 'nft', 'list', 'table', 'inet', 'foreign').stdout;
  check(before.includes(listing) && listing !== '', 'the table of somebody else is as it was');

  reached(respond(conf, 'c1', '--confirm'), 'confirmed', 'confirmed');
  const undone = respond(conf, 'c1', '--undo', '--reason', 'clean');
  check(
    JSON.parse(undone.stdout).stage === 'reverted' && openEverywhere(),
    'undone: open again over IPv4 and IPv6',
  );
  check(inside(HOST, 'nft', 'list', 'ruleset').stdout === before, 'nothing of ours is left');
}

async function deadMan() {
  const conf = settings('short.yaml', { deadMan: 10, way: ADDRESS[HOST][1] });
  approved(conf, 'c2');
  const child = start(
    CTL,
    node,
    path.join(ROOT, 'apps/cli/bin/sonae.mjs'),
    'respond',
    'isolate',
    'web1',
    '--settings',
    file(conf),
    '--plan',
    file('c2.json'),
    '--apply',
    '--store',
    file('evidence'),
  );
  check(await until(() => isIsolated('c2'), 15), 'the host is isolated (reached over IPv6)');
  process.kill(-child.pid, 'SIGKILL');
  check(
    isIsolated('c2') && !reaches(OUT, ADDRESS[HOST][0]),
    'the controller is dead (kill -9), the host still isolated',
  );
  check(await until(() => !isIsolated('c2'), 20), 'the host undoes it by itself');
  check(openEverywhere(), 'open again over IPv4 and IPv6');

  settings(conf, { deadMan: 25, way: ADDRESS[HOST][1] });
  approved(conf, 'c3');
  reached(respond(conf, 'c3', '--apply'), 'verified', 'applied again');
  inside(CTL, 'ip', 'link', 'set', 'eth0', 'down');
  check(
    await until(() => !isIsolated('c3'), 40),
    'the line of the controller is cut: the host undoes it by itself',
  );
  inside(CTL, 'ip', 'link', 'set', 'eth0', 'up');
  inside(CTL, 'ip', 'addr', 'add', `${ADDRESS[CTL][1]}/64`, 'dev', 'eth0', 'nodad');
  reached(respond(conf, 'c3', '--status'), 'rolled_back', 'the plan says so too');

  approved(conf, 'c4');
  reached(respond(conf, 'c4', '--apply'), 'verified', 'applied a third time');
  reached(respond(conf, 'c4', '--confirm'), 'confirmed', 'confirmed in time');
  confirmedAt = Date.now();
}

/** What was confirmed stays while the other checks run, which take longer than the dead man. */
async function confirmedStays() {
  await sleep(Math.max(0, confirmedAt + 27_000 - Date.now()));
  check(isIsolated('c4'), 'what was confirmed outlives the dead man');
  const undone = respond('short.yaml', 'c4', '--undo', '--reason', 'clean');
  check(undone.status === 0 && !isIsolated('c4'), 'undone');
}

async function refusals() {
  const conf = settings('respond.yaml');
  const dc = sonae([
    'respond',
    'isolate',
    'dc1',
    '--settings',
    conf,
    '--plan',
    'dc.json',
    '--case',
    'c5',
    ...WAIVED,
    '--json',
  ]);
  check(dc.status === 1 && dc.stdout.includes('respond.forbidden'), 'forbidden target refused');
  const own = sonae([
    'respond',
    'block',
    ADDRESS[CTL][1],
    '--on',
    'web1',
    '--settings',
    conf,
    '--plan',
    'own.json',
    '--case',
    'c5',
    ...WAIVED.slice(0, 1),
    'connections=t',
    'logs=t',
    '--json',
  ]);
  check(
    own.status === 1 && own.stdout.includes('respond.management-cut'),
    'blocking the management path refused',
  );
  approved(conf, 'c6');
  appendFileSync(file(conf), '# changed\n');
  check(
    respond(conf, 'c6', '--apply').stdout.includes('respond.settings-changed') && !isIsolated('c6'),
    'settings changed after approval: refused',
  );
  writeFileSync(file(conf), readFileSync(file(conf), 'utf8').replace('# changed\n', ''));
  const plan = readFileSync(file('c6.json'), 'utf8');
  writeFileSync(file('c6.json'), plan.replace('"seconds": 259200', '"seconds": 99999'));
  check(
    respond(conf, 'c6', '--apply').status === 2 && !isIsolated('c6'),
    'plan edited after approval: refused',
  );

  writeFileSync(
    file('other_known'),
    `${ADDRESS[HOST][0]} ${readFileSync(file('respond_key.pub'), 'utf8').split(' ').slice(0, 2).join(' ')}\n`,
  );
  const wrong = settings('wrong.yaml', { known: 'other_known' });
  const pinned = respond(wrong, 'c7', '--dry-run', '--case', 'c7', ...WAIVED);
  check(
    pinned.status === 1 && pinned.stdout.includes('255'),
    'another host key than the pinned one: refused',
  );

  const ssh = (input, ...words) =>
    spawnSync(
      'ip',
      [
        'netns',
        'exec',
        CTL,
        'ssh',
        '-F',
        '/dev/null',
        '-o',
        'BatchMode=yes',
        '-o',
        'StrictHostKeyChecking=yes',
        '-o',
        `UserKnownHostsFile=${file('known_hosts')}`,
        '-o',
        'IdentitiesOnly=yes',
        '-i',
        file('respond_key'),
        '-l',
        'root',
        '--',
        ADDRESS[HOST][0],
        ...words,
      ],
      { input, encoding: 'utf8' },
    );
  check(ssh('', 'id').stderr.includes('refused verb'), 'the key runs nothing but our verbs');
  check(
    ssh('', 'undo sonae_x_isolate_00000000; id').stderr.includes('refused character'),
    'nothing is evaluated',
  );
  check(ssh('', 'undo foreign').stderr.includes('refused table'), 'no table of others');
  const table = 'sonae_x_isolate_00000000';
  const flush = `add table inet ${table}\nflush ruleset\n`;
  const digest = execFileSync('sha256sum', { input: flush }).toString().slice(0, 64);
  check(ssh('', 'arm', table, '60').status === 0, 'a timer for the next checks');
  check(ssh(flush, 'apply', table, digest).stderr.includes('refused line'), 'no line but ours in a file');
  check(
    ssh(`${flush} `, 'apply', table, digest).stderr.includes('refused digest'),
    'no file but the approved one',
  );
  check(ssh('', 'undo', table).status === 0, 'timer taken back');
  check(
    ssh(
      `add table inet ${table}\n`,
      'apply',
      table,
      execFileSync('sha256sum', { input: `add table inet ${table}\n` })
        .toString()
        .slice(0, 64),
    ).stderr.includes('refused not armed'),
    'nothing is applied before the rollback is armed',
  );
}

async function glassAndBlock() {
  const conf = settings('respond.yaml');
  check(respond(conf, 'c8', '--dry-run', '--case', 'c8', ...WAIVED).status === 0, 'planned');
  const alone = respond(
    conf,
    'c8',
    '--break-glass',
    'encryption is running',
    '--as',
    'Taro',
    '--key',
    'Taro.key',
  );
  check(JSON.parse(alone.stdout).alone.name === 'Taro', 'one person breaks the glass with a reason');
  reached(respond(conf, 'c8', '--apply'), 'verified', 'and it is applied');
  const list = sonae(['evidence', 'list', 'evidence', '--json']);
  const journal =
    list.status === 0
      ? list.stdout
      : readFileSync(path.join(folder, 'evidence', 'journal', '00000000000000000000.journal'), 'utf8');
  check(
    journal.includes('break-glass') && journal.includes('encryption is running'),
    'the journal reports it',
  );
  check(respond(conf, 'c8', '--undo', '--reason', 'clean').status === 0, 'undone');

  const [four] = ADDRESS[OUT];
  const block = (address, plan, ...flags) =>
    sonae([
      'respond',
      'block',
      address,
      '--on',
      'web1',
      '--settings',
      conf,
      '--plan',
      plan,
      ...flags,
      '--store',
      'evidence',
      '--json',
    ]);
  for (const [address, plan] of [
    [four, 'b4.json'],
    [ADDRESS[OUT][1], 'b6.json'],
  ]) {
    check(
      block(address, plan, '--dry-run', '--case', 'c9', '--waive', 'connections=t', 'logs=t').status === 0,
      `block ${address}: planned`,
    );
    for (const who of ['Hanako', 'Taro'])
      block(address, plan, '--approve', '--as', who, '--key', `${who}.key`);
    reached(block(address, plan, '--apply'), 'verified', `block ${address}: applied`);
    const host = ADDRESS[HOST][address === four ? 0 : 1];
    check(!reaches(OUT, host) && !reaches(HOST, address), `${address} is cut off both ways`);
    check(reaches(CTL, host), 'everybody else still gets through');
    if (address === four) check(reaches(OUT, ADDRESS[HOST][1]), 'the other family is untouched');
    check(block(address, plan, '--undo', '--reason', 'clean').status === 0 && reaches(OUT, host), 'undone');
  }
}

function cleanUp() {
  for (const child of started) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // ended already
    }
  }
  for (const name of [CTL, HOST, OUT, WIRE]) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}

const node = pinnedNode() ?? process.execPath;
const reason = obstacle();
if (reason !== undefined) {
  console.log(`skipped: network isolation (${reason})`);
  cleanUp();
} else {
  const begun = Date.now();
  try {
    wire();
    installHost();
    check(sonae(['evidence', 'init', 'evidence']).status === 0, 'an evidence store');
    check(
      await until(() => reaches(CTL, ADDRESS[HOST][0], 22) && openEverywhere(), 10),
      'three machines on one wire',
    );
    for (const part of [isolation, deadMan, refusals, confirmedStays, glassAndBlock]) {
      console.log(part.name);
      await part();
    }
    console.log(`network isolation: ${checks} checks passed in ${Math.round((Date.now() - begun) / 1000)} s`);
  } finally {
    cleanUp();
  }
}
