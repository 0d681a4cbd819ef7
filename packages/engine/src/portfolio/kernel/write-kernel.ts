import { createAssembler } from '../../wasm/assembler.ts';
import type { Blueprint } from '../blueprint.ts';
import { defineBlock } from './block.ts';
import type { Layout } from './layout.ts';
import { defineScenarios } from './scenarios.ts';
import { defineTails } from './tails.ts';
import { defineWork } from './work.ts';

/**
 * Writes the WebAssembly module that plays a portfolio. It holds code only for what the portfolio has: the kinds of
 * severities, heads one after the other with their constants, the terms that bind. Its export `work(thread, budget)`
 * takes blocks until the round is over; those of `tails.ts` measure.
 */
export function writeKernel(blueprint: Blueprint, layout: Layout, shared: boolean): Uint8Array<ArrayBuffer> {
  const module = createAssembler();
  const scenarios = defineScenarios(module, blueprint, layout);
  const block = defineBlock(module, blueprint, layout, scenarios);
  defineWork(module, layout, block, shared);
  defineTails(module, layout);
  return module.bytes({ pages: layout.pages, most: layout.pages, shared });
}
