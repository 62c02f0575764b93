import type { Logger } from 'pino';

/** What must be undone at the end, last first. */
export interface CleanUp {
  add(name: string, undo: () => Promise<unknown> | void): void;
  /** Undoes everything, once; one step that fails or hangs does not keep the others from it. */
  run(): Promise<void>;
}

/** Longest that one step may take, milliseconds. */
const STEP_MS = 7_000;

export function createCleanUp(log: Logger): CleanUp {
  const steps: { name: string; undo: () => Promise<unknown> | void }[] = [];

  async function undo(step: (typeof steps)[number]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, STEP_MS, 'late')));
    try {
      const done = await Promise.race([Promise.resolve(step.undo()), late]);
      if (done === 'late') log.warn({ step: step.name }, 'a part of the product did not stop in time');
    } catch (error) {
      log.warn({ step: step.name, err: error }, 'a part of the product did not stop cleanly');
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    add: (name, undoStep) => void steps.push({ name, undo: undoStep }),
    run: async () => {
      for (let step = steps.pop(); step; step = steps.pop()) await undo(step);
    },
  };
}
