export * from './faces.ts';
export * from './principal.ts';
export * from './roles.ts';
