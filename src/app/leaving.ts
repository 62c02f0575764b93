import { type Intake, StoppingError } from '../context.ts';
import type { Readiness } from './readiness.ts';

export interface Leaving {
  /** From now on nothing new is taken in and readiness is red; what was begun is finished. */
  begin(): void;
  /** The same intake, until then. */
  guard(intake: Intake): Intake;
}

/** The first thing a process does that is asked to end: whoever sends it work hears of it while it still answers. */
export function createLeaving(readiness: Pick<Readiness, 'waitFor'>): Leaving {
  let leaving = false;
  return {
    begin() {
      leaving = true;
      readiness.waitFor('process', 'stopping: it finishes what it has begun and takes nothing new');
    },
    guard: (intake) => ({
      accept: (lines) => (leaving ? Promise.reject(new StoppingError('stopping')) : intake.accept(lines)),
    }),
  };
}
