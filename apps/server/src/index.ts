export { type Config, DEFAULT_PORT, ENVIRONMENT, readConfig } from './config.ts';
export { examine, type Finding } from './doctor.ts';
export type { SimplePorts } from './http/simple.ts';
export { createLog, type Log } from './log.ts';
export { type Running, type ServerOptions, startServer } from './server.ts';
export { startWorker } from './worker.ts';
