export * from './answers-subject.ts';
export * from './company-subject.ts';
export * from './data.ts';
export * from './jnsa.ts';
export * from './model.ts';
export * from './rows.ts';
export * from './slots.ts';
export * from './subject.ts';
