#!/usr/bin/env node
// The `sonae` command. Starts on whatever Node the host has; if that one is too old for Sonae, starts this same file again on
// the pinned Node. Old syntax and few imports on purpose: what is loaded here is paid for at every start.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import {
  hostRunsSonae,
  NODE_FLAGS,
  noNodeMessage,
  pinnedNode,
  ROOT,
} from '../../../scripts/support/node.mjs';

const self = fileURLToPath(import.meta.url);

(hostRunsSonae() ? runHere() : runOnPinnedNode()).catch((error) => {
  console.error(error.expected ? error.message : error);
  process.exitCode = error.exitCode ?? 1;
});

async function runHere() {
  // Keeps the stripped and compiled modules between starts. Fails quietly where the folder cannot be written.
  module.enableCompileCache(`${ROOT}/node_modules/.cache/sonae-compile`);
  const { buildStale } = await import('../../../scripts/build.mjs');
  await buildStale();
  await import('../../../scripts/support/quick-imports.mjs');
  await import('../src/main.ts');
}

async function runOnPinnedNode() {
  const node = pinnedNode(self);
  const unusable = () => {
    throw Object.assign(new Error(noNodeMessage()), { expected: true, exitCode: 2 });
  };
  if (!node || node === process.execPath) unusable();
  const { endLike, run } = await import('../../../scripts/support/child.mjs');
  endLike(await run(node, [...NODE_FLAGS, self, ...process.argv.slice(2)]).catch(unusable));
}
