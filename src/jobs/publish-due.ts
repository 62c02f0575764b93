import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import type { Parcel, PublicationStore, Publisher } from '../ports/publishing.ts';
import type { Job } from './schedule.ts';

interface PublishDueOptions {
  readonly publications: Pick<PublicationStore, 'pending' | 'claim' | 'answer' | 'holdBarred'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface PublishDueJob extends Job {
  /** Resolves when nothing that was begun is on its way any more. */
  settled(): Promise<void>;
}

/** At a time; a receiver that hangs must not keep the others waiting. */
const MOST_AT_ONCE = 8;
/** Whoever wakes up later than this after a claim has slept, and somebody else may have taken over: milliseconds. */
const STALE_MS = 30_000;

/**
 * Every second, and whenever something has changed: holds what may not leave any more, then begins what is due and follows
 * up what was left behind. One pass at a time; what it begins goes on by itself.
 */
export function createPublishDueJob({ publications, publisher, clock, log }: PublishDueOptions): PublishDueJob {
  const underway = new Map<string, Promise<void>>();
  let running: Promise<void> | null = null;
  let again = false;

  async function pass(): Promise<void> {
    const held = await publications.holdBarred(clock());
    if (held > 0) log.info({ publications: held }, 'publications are held: their story or their draft has changed');
    const ids = await publications.pending(clock(), MOST_AT_ONCE * 4);
    for (const id of ids) {
      if (underway.size >= MOST_AT_ONCE) break;
      if (underway.has(id)) continue;
      const parcel = await publications.claim(id, publisher.remedyOf, clock());
      if (parcel) follow(id, parcel);
    }
  }

  function follow(id: string, parcel: Parcel): void {
    const done = deliver({ publications, publisher, clock, log }, parcel)
      // The outcome could not be written: it is in doubt, and taken up when its time is over.
      .catch((error: unknown) =>
        log.error({ publication: id, err: error }, 'what came of a publication is not written'),
      )
      .finally(() => {
        underway.delete(id);
      });
    underway.set(id, done);
  }

  async function passes(): Promise<void> {
    try {
      do {
        again = false;
        await pass();
      } while (again);
    } finally {
      running = null;
    }
  }

  return {
    name: 'publish-due',
    at: '* * * * * *',
    run() {
      // Asked during a pass, it may have looked already at what has changed since.
      again = true;
      return (running ??= passes());
    },
    async settled() {
      await Promise.all(underway.values());
    },
  };
}

/** One attempt, from the first byte to the written outcome. */
async function deliver({ publications, publisher, clock, log }: PublishDueOptions, parcel: Parcel): Promise<void> {
  const { publication, act, destination, begunAt } = parcel;
  const isStale = clock() - Date.parse(publication.updatedAt) > STALE_MS;
  if (isStale) return;
  const outcome = await (act === 'look' ? publisher.look(parcel) : publisher.send(parcel));
  const at = clock();
  await publications.answer(parcel, outcome, publisher.remedyOf(destination, begunAt, at), at);
  const about = { publication: publication.id, via: publication.via, outcome: outcome.kind };
  if (outcome.kind === 'out') log.info(about, 'a post is out');
  else
    log.warn(
      { ...about, reason: 'reason' in outcome ? outcome.reason.code : undefined },
      'a post is not out, or perhaps not',
    );
}
