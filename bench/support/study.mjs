// Plays subjects of the loss model the way an assessment does, for studies that take parts away.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exceeded, quantileOfSorted, simulate } from '@sonae/engine';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { readAnswers } from '@sonae/register/readers';
import { createTask } from '../../packages/assessment/src/task.ts';
import { lossModel } from '../../packages/loss/src/index.ts';
import {
  answersInput,
  companyInput,
  readCompanyWithPolicies,
  readPolicy,
} from '../../packages/operations/src/index.ts';
import { referencePolicy } from '../../packages/policy/src/reference.ts';
import { ROOT } from '../../scripts/support/node.mjs';

const SEED = 42;
/** Years that are pooled. Each of the 1,500 worlds plays a whole block of 4,000 years for its own figures in any case. */
export const YEARS = 1_000_000;

const files = {
  read: async (file) => new Uint8Array(readFileSync(file)),
  resolve: (from, file) => path.resolve(path.dirname(from), file),
};

/** An example company as the input of an assessment. */
export async function exampleCompany(name) {
  const { company, policies, issues } = await readCompanyWithPolicies(files, example('companies', name));
  if (!company) throw new Error(JSON.stringify(issues));
  return companyInput(company, policies);
}

/** Example answers as the input of an assessment. */
export async function exampleAnswers(name) {
  const file = example('answers', name);
  const { answers, issues } = readAnswers(readFileSync(file), file, knowledgeVocabulary());
  if (!answers) throw new Error(JSON.stringify(issues));
  if (['none', 'unknown'].includes(answers.policy)) return answersInput(answers, []);
  const { policy } = await readPolicy(files, files.resolve(file, answers.policy));
  return answersInput(answers, [policy]);
}

/** The fictional policy of a usual shape: 100 million yen of liability, 30 million of cost. */
export const usualPolicy = { policy: referencePolicy, premiumYen: 0 };

/**
 * Plays an input. Whole yen: the median of worlds (gross where there is neither contract nor policy), and the pooled
 * headlines with their bands, as an assessment prints them.
 */
export async function play({ data, subject, liabilities, policies }, threads) {
  const task = createTask(
    lossModel(data, subject),
    liabilities,
    policies.map(({ policy }) => policy),
    SEED,
  );
  const probabilities = [1 / 20, 1 / 100];
  const played = await simulate(task, { threads, years: YEARS, worlds: data.worlds, probabilities });
  played.close();
  const [in20, in100] = probabilities.map((probability, p) => {
    const worlds = played.worldRetained[p].toSorted();
    return {
      median: quantile(worlds, 0.5),
      pooled: Math.round(exceeded(played.retained.slice(), probability)),
      low: quantile(worlds, 0.05),
      high: quantile(worlds, 0.95),
    };
  });
  const severe = played.severeRetained.toSorted();
  return {
    in20,
    in100,
    serious: { median: quantile(severe, 0.5), low: quantile(severe, 0.05), high: quantile(severe, 0.95) },
    severePerYear: severe.length / (data.worlds * data.blockYears),
  };
}

/** The same data with some groups of scenarios only. */
export function withGroups(data, keep) {
  return { ...data, groups: Object.fromEntries(Object.entries(data.groups).filter(([id]) => keep(id))) };
}

function quantile(sorted, p) {
  return sorted.length === 0 ? null : Math.round(quantileOfSorted(sorted, p));
}

function example(folder, name) {
  return path.join(ROOT, 'examples', folder, `${name}.yaml`);
}
