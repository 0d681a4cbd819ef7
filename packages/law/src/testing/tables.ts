import { readFileSync } from 'node:fs';
import { mistakesOf, readCases } from './cases.ts';
import { readSteps, stepsOf } from './step-table.ts';

const read = (file: string) => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');

/** The first row of the tables that is not as it should be, or undefined; for the bench that mutates the counting. */
export function firstMistake(): string | undefined {
  for (const row of readSteps(read('steps.yaml')))
    if (stepsOf(row).join('\n') !== row.steps.join('\n')) return row.name;
  for (const row of readCases(read('cases.yaml'))) {
    const [mistake] = mistakesOf(row);
    if (mistake !== undefined) return `${row.name}: ${mistake}`;
  }
  return undefined;
}
