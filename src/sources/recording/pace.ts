import type { Time } from '../time.ts';

export type Speed = number | 'max';

/** How far a recording has got: its own time runs `speed` times as fast as the clock. Milliseconds throughout. */
export interface Pace {
  speed(): Speed;
  /** Goes on from the place reached, at another speed. */
  readonly setSpeed: (speed: Speed) => void;
  /** Sets the place reached to this moment of the recording. */
  begin(moment: number): void;
  /** Whether this moment of the recording has come. */
  due(moment: number): boolean;
  /** Wall time at which the recording reaches this moment; the present at speed `max`. */
  wallTime(moment: number): number;
  /** Resolves when the moment has come, or the signal says stop. */
  until(moment: number, signal: AbortSignal): Promise<void>;
}

export function createPace(time: Time, initial: Speed): Pace {
  let speed = initial;
  let anchor = { moment: 0, wall: time.now() };
  let changed = new AbortController();

  const wallTime = (moment: number) => (speed === 'max' ? time.now() : anchor.wall + (moment - anchor.moment) / speed);

  /** At `max` time is no measure of the place; what was last waited for is. */
  let reached = 0;
  const place = () => (speed === 'max' ? reached : anchor.moment + (time.now() - anchor.wall) * speed);

  function begin(moment: number) {
    anchor = { moment, wall: time.now() };
    reached = moment;
  }

  function due(moment: number) {
    const isDue = wallTime(moment) <= time.now();
    if (isDue) reached = Math.max(reached, moment);
    return isDue;
  }

  return {
    speed: () => speed,
    setSpeed(next) {
      begin(place());
      speed = next;
      changed.abort();
      changed = new AbortController();
    },
    begin,
    due,
    wallTime,
    async until(moment, signal) {
      while (!signal.aborted && !due(moment)) {
        await time.wait(wallTime(moment) - time.now(), AbortSignal.any([signal, changed.signal]));
      }
    },
  };
}
