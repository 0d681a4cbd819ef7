export * from './ssh.ts';
export * from './url.ts';
