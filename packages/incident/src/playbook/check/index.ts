import { hasErrors, type Issue, say, sortIssues } from '@sonae/core';
import type { Dialect } from '../condition/syntax.ts';
import { checkHints, type Known } from '../hints.ts';
import { formatPath, readJson } from '../read/json.ts';
import { type Playbook, playbookOf } from '../read/playbook.ts';
import { schemaProblems } from '../read/schema.ts';
import { checkGraph } from './graph.ts';
import { checkMetadata } from './metadata.ts';
import { checkParties } from './parties.ts';
import { reporter } from './report.ts';
import { checkSecrets } from './secrets.ts';
import { checkSteps } from './steps.ts';
import { checkVariables } from './variables.ts';

export type CheckOptions = {
  readonly dialect?: Dialect;
  readonly file?: string;
  /** Actions and duties that exist; where absent, any id passes. */
  readonly known?: Known;
};

export type PlaybookCheck = {
  /** Whether the file fits the OASIS schemas of CACAO 2.0. */
  readonly schemaValid: boolean;
  /** Whether it can be run as well: fits, and has no other error. */
  readonly valid: boolean;
  readonly issues: readonly Issue[];
  /** Missing where the file is no JSON. */
  readonly playbook?: Playbook;
};

/** Far beyond what people can follow; some checks take the square of it. */
const MOST_STEPS = 2000;

/** Reads and checks a playbook (CACAO 2.0 JSON). All mistakes at once, each at its line and column. */
export async function checkPlaybook(
  text: string,
  { dialect = 'strict', file, known }: CheckOptions = {},
): Promise<PlaybookCheck> {
  const { value, issues, spot } = readJson(text);
  const found: Issue[] = [...issues];
  const finish = () => sortIssues(file === undefined ? found : found.map((issue) => ({ ...issue, file })));
  if (value === undefined) return { schemaValid: false, valid: false, issues: finish() };

  const problems = await schemaProblems(value);
  for (const { path, message } of problems)
    found.push({
      code: 'playbook.schema',
      severity: 'error',
      path: formatPath(path),
      ...spot(path),
      message,
      hint: say(
        'CACAO 2.0 の書式（OASIS）に合わせてください。',
        'Make it fit CACAO 2.0, as the schemas of OASIS say.',
      ),
    });
  const playbook = playbookOf(value, dialect);
  const report = reporter(spot, found);
  if (playbook.steps.size > MOST_STEPS) {
    report({
      code: 'too-many-steps',
      path: ['workflow'],
      message: say(
        `手順が多すぎます（${playbook.steps.size}）。`,
        `There are too many steps (${playbook.steps.size}).`,
      ),
      hint: say(`${MOST_STEPS} までに分けてください。`, `Split it into playbooks of at most ${MOST_STEPS}.`),
    });
    return { schemaValid: problems.length === 0, valid: false, issues: finish(), playbook };
  }
  checkMetadata(playbook, report);
  checkGraph(playbook, report);
  checkParties(playbook, report);
  checkSteps(playbook, report);
  checkVariables(playbook, report);
  checkSecrets(playbook, report);
  checkHints(playbook, known, report);
  return { schemaValid: problems.length === 0, valid: !hasErrors(found), issues: finish(), playbook };
}
