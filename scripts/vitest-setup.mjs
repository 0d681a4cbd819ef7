// Before any test, also when Vitest is started without run.mjs: what is generated is fresh.
import { buildStale, STEPS } from './build.mjs';

export default async function setup() {
  await buildStale({ also: STEPS.map((step) => step.name) });
}
