import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import type { Faces, OperationMeta } from './access/faces.ts';
import { contract } from './contract/index.ts';

/** An operation as the catalogue lists it. */
export type Entry = OperationMeta & {
  /** `companies.put`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly procedure: AnyContractProcedure;
};

/** Every operation that has an HTTP face, in the order of the contract. */
export function operations(): readonly Entry[] {
  return walk(contract, []);
}

function walk(node: object, path: readonly string[]): Entry[] {
  return Object.entries(node).flatMap(([key, child]) => {
    const here = [...path, key];
    if (!isContractProcedure(child)) return walk(child, here);
    const { route, meta } = child['~orpc'];
    return [
      {
        ...(meta as OperationMeta),
        id: here.join('.'),
        method: route.method ?? '',
        path: route.path ?? '',
        summary: route.summary ?? '',
        procedure: child,
      },
    ];
  });
}

const WHOLE_HOUSE = { none: 'concerns every organisation at once: for whoever runs the machine' };
const ON_FILES = {
  none: 'works on files of wordings; the screens calculate the same with the package itself',
};
const ON_A_STORE = {
  none: 'works on a store of evidence in a folder of this machine, which no server opens',
};
const ON_A_MODEL = {
  none: 'measures the engine on a bare model; companies are estimated by their own operations',
};
const ON_A_CASE = {
  none: 'writes the journal of a folder on this machine; the server keeps cases of its own',
};
const FROM_A_FILE = {
  none: 'works on a file of facts; cases of the house keep theirs and are judged by their own operations',
};
const ON_A_PLAYBOOK = {
  none: 'works on a file of a playbook; the case room runs and draws playbooks with the package itself',
};
const ON_HOSTS = {
  none: 'reaches hosts with keys that lie with people on this machine, and that no server holds',
};
const ON_A_DRILL = { none: 'plays on a sealed case of its own on this machine' };
const NO_PAPER = { none: 'nobody takes it to a meeting' };

const EVIDENCE = (
  'init add log prove stamp fsck rebuild verify verify-proof vectors verify-timestamp export custody hold release retain ' +
  'shred rotate-key provider cosign make-tsa add-url add-host-logs testimony witness serve'
).split(' ');

/** Operations with a command and without an HTTP face, for the reason given. */
export const COMMANDS: readonly (Faces & {
  readonly id: string;
  readonly http: { readonly none: string };
})[] = [
  { id: 'house.serve', command: 'sonae serve', http: WHOLE_HOUSE, screen: WHOLE_HOUSE, document: NO_PAPER },
  { id: 'house.start', command: 'sonae start', http: WHOLE_HOUSE, screen: WHOLE_HOUSE, document: NO_PAPER },
  { id: 'house.worker', command: 'sonae worker', http: WHOLE_HOUSE, screen: WHOLE_HOUSE, document: NO_PAPER },
  {
    id: 'house.export',
    command: 'sonae export FILE',
    http: WHOLE_HOUSE,
    screen: WHOLE_HOUSE,
    document: NO_PAPER,
  },
  {
    id: 'house.import',
    command: 'sonae import FILE',
    http: WHOLE_HOUSE,
    screen: WHOLE_HOUSE,
    document: NO_PAPER,
  },
  { id: 'house.doctor', command: 'sonae doctor', http: WHOLE_HOUSE, screen: WHOLE_HOUSE, document: NO_PAPER },
  ...['run', 'reprice'].map((name) => ({
    id: `engine.${name}`,
    command: `sonae engine ${name}`,
    http: ON_A_MODEL,
    screen: ON_A_MODEL,
    document: NO_PAPER,
  })),
  ...['check', 'pay', 'draft', 'rate', 'search', 'replay', 'import-oed'].map((name) => ({
    id: `policy.${name}`,
    command: `sonae policy ${name}`,
    http: ON_FILES,
    screen: '/insurance',
    document: NO_PAPER,
  })),
  ...['open', 'fact', 'done', 'decide', 'told', 'close', 'status', 'export'].map((name) => ({
    id: `incident.${name}`,
    command: `sonae incident ${name}`,
    http: ON_A_CASE,
    screen: ON_A_CASE,
    document: name === 'export' ? 'evidence bag' : NO_PAPER,
  })),
  {
    id: 'law.due',
    command: 'sonae law due FACTS.yaml',
    http: FROM_A_FILE,
    screen: FROM_A_FILE,
    document: NO_PAPER,
  },
  ...['check', 'run', 'draw', 'print', 'conditions'].map((name) => ({
    id: `playbook.${name}`,
    command: `sonae playbook ${name}`,
    http: ON_A_PLAYBOOK,
    screen: ON_A_PLAYBOOK,
    document: name === 'print' ? 'playbook manual' : NO_PAPER,
  })),
  ...['isolate', 'block', 'act', 'list', 'key', 'target'].map((name) => ({
    id: `respond.${name}`,
    command: `sonae respond ${name}`,
    http: ON_HOSTS,
    screen: ON_HOSTS,
    document: NO_PAPER,
  })),
  ...['run', 'list'].map((name) => ({
    id: `drill.${name}`,
    command: `sonae drill ${name}`,
    http: ON_A_DRILL,
    screen: ON_A_DRILL,
    document: NO_PAPER,
  })),
  ...EVIDENCE.map((name) => ({
    id: `evidence.${name}`,
    command: `sonae evidence ${name}`,
    http: ON_A_STORE,
    screen: ON_A_STORE,
    document: name === 'export' ? 'evidence bag' : NO_PAPER,
  })),
];
