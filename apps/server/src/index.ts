export { createApp, type ServerPorts } from './app.ts';
export { type ListenOptions, listen, type Running } from './listen.ts';
