export * from './certificate.ts';
export * from './request.ts';
export * from './token.ts';
export * from './verify.ts';
