export { createApp, type ServerPorts } from './app.ts';
export { type Config, DEFAULT_PORT, ENVIRONMENT, readConfig } from './config.ts';
export { examine, type Finding } from './doctor.ts';
export type { PagePorts } from './house-app.ts';
export { type ListenOptions, listen, type Running } from './listen.ts';
export { createLog, type Log } from './log.ts';
export { programmeStamp } from './programme.ts';
export { type House, type ServerOptions, startServer } from './server.ts';
export { startWorker } from './worker.ts';
