import type { Words } from '../areas.ts';
import type ja from './parts.ja.ts';

const en: Words<typeof ja> = {
  exactly: 'To the yen: {{amount}}',
  range: '{{low}} to {{high}}',
  band: '90% band {{low}} to {{high}}',
  loading: 'Loading',
  working: 'Calculating ({{seconds}} s)',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  table: 'As a table',
  actions: 'Actions',
  undo: 'Undo',
  undone: 'Undone',
  undoFailed: 'Could not be undone',
  unknown: 'Not known',
  none: 'None',
  explain: {
    open: 'What {{label}} is made of',
    formula: 'Formula',
    inputs: 'Inputs',
    sources: 'Sources',
    certainty: 'Certainty',
    date: 'As of',
    command: 'To reproduce',
  },
  certainty: {
    verified: 'verified',
    computed: 'computed',
    judgement: 'judgement',
    unverified: 'not verified',
  },
  issues: {
    error: 'To mend',
    warning: 'To check',
    info: 'To know',
    cell: 'cell {{cell}}',
    line: 'line {{line}}',
    count: '{{count}}',
    none: 'Nothing to mend.',
  },
  problem: {
    title: 'This could not be shown',
    offline: 'The server cannot be reached. Check the network and try again.',
    unexpected: 'Something unexpected went wrong. Please try again.',
    tooMany: 'Too many tries in a short time. Wait a little and try again.',
  },
};
export default en;
