import { parentPort, workerData } from 'node:worker_threads';
import { openLightConsole, type LightConsole } from './light-console.ts';

// Many consoles on a thread of their own. Told `come`, all open at once, with what they had where they were there before;
// told `go`, all are gone without a word.

const { url, cookies } = workerData as { url: string; cookies: readonly string[] };
let crowd: readonly LightConsole[] = [];

async function come(): Promise<object> {
  const begun = performance.now();
  crowd = cookies.map((cookie, n) => {
    const before = crowd[n];
    return openLightConsole({ url, cookie, ...(before && { from: before.place() }) });
  });
  const settled = await Promise.allSettled(crowd.map(({ upToDate }) => upToDate));
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  return {
    settledMs: Math.round(performance.now() - begun),
    failed: failures.length,
    firstFailure: failures[0] ?? null,
    snapshots: crowd.reduce((sum, one) => sum + one.snapshots(), 0),
  };
}

function go(): object {
  for (const one of crowd) one.terminate();
  return {
    changes: crowd.reduce((sum, one) => sum + one.changes(), 0),
    gaps: crowd.reduce((sum, one) => sum + one.gaps(), 0),
  };
}

parentPort!.on('message', (word: 'come' | 'go') => {
  void (async () => parentPort!.postMessage(word === 'come' ? await come() : go()))();
});
