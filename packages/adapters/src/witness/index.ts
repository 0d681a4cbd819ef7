export * from './files.ts';
export * from './http.ts';
