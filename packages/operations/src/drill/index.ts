import { formatInstant, hasErrors, type Issue } from '@sonae/core';
import {
  compareDrills,
  type Drill,
  type DrillAnswer,
  type DrillChange,
  type DrillEntry,
  type DrillScore,
  drillAnswers,
  openDrill,
  playDrill,
  SCENARIOS,
  type Scenario,
  scoreDrill,
} from '@sonae/incident/drill';
import type { Company } from '@sonae/register';
import { FileError, type Files } from '../ports.ts';
import { readCompany } from '../read-company.ts';

export { readDrillLine, SCENARIOS } from '@sonae/incident/drill';

export type DrillOrder = {
  readonly scenario: string;
  /** The register the news is drawn from; general words without one. */
  readonly company?: string;
  readonly answers?: string;
  /** The result of the last drill, as JSON. */
  readonly last?: string;
  /** The drill's clock starts here. */
  readonly start: number;
  readonly speed: number;
};

export type DrillReport = DrillScore & {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly speed: number;
  readonly log: readonly DrillEntry[];
  /** What went into the sinks instead of out of the house. */
  readonly sinks: { readonly host: number; readonly sheets: number };
  readonly comparison: readonly DrillChange[] | null;
};

export type DrillOutcome = {
  readonly report?: DrillReport;
  readonly issues: readonly Issue[];
  readonly unreadable?: true;
};

/** How a drill is played: with scripted answers, or by people. */
export type Player = (drill: Drill) => Promise<void>;

/** Runs a drill. Scripted, nothing waits: the clock jumps, whatever the speed; with people it runs that many times as fast as theirs. */
export async function runDrill(files: Files, order: DrillOrder, player?: Player): Promise<DrillOutcome> {
  const scenario = SCENARIOS.find(({ id }) => id === order.scenario);
  if (!scenario) return { issues: [unknownScenario(order.scenario)], unreadable: true };
  const [company, answers, last] = [
    await companyOf(files, order.company),
    await answersOf(files, order.answers, scenario),
    await lastOf(files, order.last),
  ];
  const issues = [...company.issues, ...answers.issues, ...last.issues];
  if (hasErrors(issues)) return { issues, unreadable: true };
  const drill = openDrill(scenario, company.value, order.start);
  if (player) await player(drill);
  else await playDrill(drill, answers.value ?? []);
  const score = scoreDrill(drill);
  return {
    issues,
    report: {
      ...score,
      startedAt: formatInstant(order.start),
      endedAt: formatInstant(order.start + scenario.minutes * 60_000),
      speed: order.speed,
      log: drill.log,
      sinks: { host: drill.sinks.host.length, sheets: drill.sinks.sheets.length },
      comparison: (last.value && compareDrills(last.value, score)) ?? null,
    },
  };
}

type Read<T> = { readonly value?: T; readonly issues: readonly Issue[] };

async function companyOf(files: Files, path: string | undefined): Promise<Read<Company>> {
  if (path === undefined) return { issues: [] };
  const { company, issues } = await readCompany(files, path);
  return { issues, ...(company && { value: company }) };
}

async function answersOf(
  files: Files,
  path: string | undefined,
  scenario: Scenario,
): Promise<Read<readonly DrillAnswer[]>> {
  if (path === undefined) return { issues: [] };
  const bytes = await bytesOf(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  const { readYamlTrees } = await import('@sonae/register/yaml');
  const { formatPath } = await import('@sonae/register');
  const [first] = readYamlTrees(bytes, path);
  if (first?.tree === undefined) return { issues: first?.issues ?? [] };
  const parsed = drillAnswers.safeParse(first.tree);
  const injects = scenario.injects.map(({ id }) => id);
  if (parsed.success) {
    const strange = parsed.data.answers.flatMap(({ on }, i) =>
      on !== undefined && !injects.includes(on) ? [{ path: ['answers', i, 'on'], text: on }] : [],
    );
    return {
      value: parsed.data.answers,
      issues: [
        ...first.issues,
        ...strange.map(({ path: at, text }) => ({
          ...answerIssue(path, `${text}: ${injects.join(', ')}`),
          path: formatPath(at),
          ...first.source.place(at, 'value'),
        })),
      ],
    };
  }
  return {
    issues: [
      ...first.issues,
      ...parsed.error.issues.map((issue) => {
        const at = issue.path as (string | number)[];
        return {
          ...answerIssue(path, issue.message),
          path: formatPath(at),
          ...first.source.place(at, 'value'),
        };
      }),
    ],
  };
}

async function lastOf(files: Files, path: string | undefined): Promise<Read<DrillScore>> {
  if (path === undefined) return { issues: [] };
  const bytes = await bytesOf(files, path);
  if (!(bytes instanceof Uint8Array)) return { issues: [bytes] };
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as DrillScore;
    if (value.drill === true && Array.isArray(value.drafts) && value.facts !== undefined)
      return { value, issues: [] };
  } catch {
    // not JSON: said below
  }
  return { issues: [answerIssue(path, 'sonae drill run … --json')] };
}

async function bytesOf(files: Files, path: string): Promise<Uint8Array | Issue> {
  try {
    return await files.read(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { ...answerIssue(path, error.message), code: 'file.unreadable' };
  }
}

function answerIssue(file: string, detail: string): Issue {
  return {
    code: 'drill.answers',
    severity: 'error',
    path: '',
    file,
    message: {
      ja: `訓練の入力として読めません（${detail}）。`,
      en: `This is no input of a drill (${detail}).`,
    },
    hint: {
      ja: 'examples/drills の例と同じ形で書きます。',
      en: 'Write it like the examples in examples/drills.',
    },
  };
}

function unknownScenario(id: string): Issue {
  const ids = SCENARIOS.map((one) => one.id).join(', ');
  return {
    code: 'drill.no-such-scenario',
    severity: 'error',
    path: '',
    message: { ja: `「${id}」という筋書きはありません。`, en: `There is no scenario ${id}.` },
    hint: { ja: `あるのは ${ids} です。`, en: `There are ${ids}.` },
  };
}
