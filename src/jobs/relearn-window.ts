import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import type { LifeStore } from '../ports/newsroom.ts';
import type { EndedLife } from '../contract/life.ts';
import type { LearntBands } from '../contract/window-model.ts';
import type { Job } from './schedule.ts';

const DAY_MS = 86_400_000;
/** Stories older than this say little about today. */
export const LIVES_KEPT_MS = 90 * DAY_MS;
/** Newest stories that are learnt from. */
const MOST_LIVES = 5_000;

interface RelearnOptions {
  readonly lives: LifeStore;
  /** What the stories say about the time left. */
  relearn(lives: readonly EndedLife[]): LearntBands;
  /** Lays what was learnt in the log, so that detection takes it up at one and the same place however often it is read. */
  lay(learnt: LearntBands, at: number): Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Every night learns from the installation's own stories how long they live. Without a story it does nothing. */
export function createRelearnWindowJob({ lives, relearn, lay, clock, log }: RelearnOptions): Job {
  return {
    name: 'relearn-window',
    at: '0 10 3 * * *',
    async run() {
      const at = clock();
      const ended = await lives.endedSince(at - LIVES_KEPT_MS, MOST_LIVES);
      if (ended.length === 0) {
        log.info('no story has ended yet: windows stay as they are shipped');
        return;
      }
      const learnt = relearn(ended);
      await lay(learnt, at);
      const stories = Object.entries(learnt.kinds).map(([kind, own]) => [kind, own?.stories ?? 0]);
      log.info({ stories: Object.fromEntries(stories) as object }, 'windows were learnt anew from stories that ended');
    },
  };
}
