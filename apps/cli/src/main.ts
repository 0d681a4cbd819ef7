import { runCli } from './run.ts';

// Whoever reads the output may stop reading (`sonae … | head -1`): that is no error, and nobody is left to write to.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = await runCli(process.argv.slice(2), process);
