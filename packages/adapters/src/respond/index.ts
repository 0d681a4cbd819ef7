export * from './probe.ts';
export * from './ssh.ts';
export * from './target.ts';
