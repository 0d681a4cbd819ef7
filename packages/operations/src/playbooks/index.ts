export { libraryOf, type PlaybookFiles } from './library.ts';
export { wakeRuns } from './runs.ts';
