// The liability of one running case, then the thread ends.
import { parentPort, workerData } from 'node:worker_threads';
import { type CaseQuestion, caseLiability } from '@sonae/operations/incident/live';

parentPort?.postMessage(await caseLiability(workerData as CaseQuestion));
