import { readYamlTree } from '@sonae/register/yaml';
import { count } from '../counting.ts';
import { currentLaw } from '../snapshot.ts';
import { stepText } from '../steps.ts';

/** A row of the table of steps: what a due date tells of how it was counted, in English. */
export type StepCase = {
  readonly name: string;
  readonly counting: string;
  readonly start: string;
  readonly steps: readonly string[];
};

export function readSteps(text: string): readonly StepCase[] {
  return readYamlTree(text, 'steps.yaml').tree as readonly StepCase[];
}

export function stepsOf({ counting, start }: StepCase): string[] {
  return count(currentLaw.countings[counting], Date.parse(start)).steps.map((step) => stepText(step).en);
}
