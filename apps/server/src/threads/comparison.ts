// One comparison of policies, then the thread ends.
import { parentPort, workerData } from 'node:worker_threads';
import { comparisonReport } from '@sonae/assessment';
import type { Comparer } from '@sonae/operations/router';

parentPort?.postMessage(comparisonReport(...(workerData as Parameters<Comparer>)));
