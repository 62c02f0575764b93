import { parentPort, workerData } from 'node:worker_threads';
import { indexOf, readRecords, readTerritories } from './hop-inputs.ts';
import { timePass, warmUp } from './hop-run.ts';

/** One of several threads, each with an index of its own and every so-manieth record. */
export interface Share {
  readonly file: string;
  readonly queries: string;
  readonly limit: number;
  readonly learn: boolean;
  readonly number: number;
  readonly threads: number;
}

const { file, queries, limit, learn, number, threads } = workerData as Share;
const records = (await readRecords(file, limit)).filter((_, i) => i % threads === number);
const index = indexOf(await readTerritories(queries));
warmUp(index, records, learn);
parentPort!.on('message', () => parentPort!.postMessage(timePass(index, records)));
parentPort!.postMessage('ready');
