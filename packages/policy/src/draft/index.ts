export * from './answers.ts';
export { draftPolicy } from './build.ts';
export { type Ask, collectAnswers } from './collect.ts';
export type { Option, Question, QuestionGroup } from './question.ts';
export * from './questions.ts';
export * from './write.ts';
