export * from './calendar.ts';
export * from './ids.ts';
export * from './issue.ts';
export * from './percent.ts';
export * from './provenance.ts';
export * from './text.ts';
export * from './truth.ts';
export * from './yen.ts';
