export { exactFigures } from '../exact/exact.ts';
export { grossTail } from '../exact/heads.ts';
export { PortfolioError } from './blueprint.ts';
export { checkPortfolio, checkTerms } from './check.ts';
export { digestOfFigures } from './digest.ts';
export * from './figures.ts';
export * from './model.ts';
export * from './player.ts';
export * from './reprice.ts';
