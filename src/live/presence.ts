import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../context.ts';
import type { PresenceBus } from '../ports/newsroom.ts';
import { Presence as PresenceFrame } from '../contract/teamwork.ts';
import { encode } from './channels.ts';

/** A console that is told who is where. */
export interface Onlooker {
  readonly person: { readonly id: string; readonly name: string };
  /** The brands it may read; none before it is greeted. */
  brands(): readonly string[];
  tell(bytes: Buffer): void;
}

/** Who looks at which opportunity, over all processes. Kept in memory only, and no longer than somebody looks. */
export interface Presence {
  /** From now on it is told of its brands, beginning with what is so now. */
  join(onlooker: Onlooker): void;
  /** What is before it now; null where nothing is. */
  watch(onlooker: Onlooker, at: Word['at']): void;
  leave(onlooker: Onlooker): void;
  stop(): Promise<void>;
}

export interface PresenceOptions {
  readonly bus: PresenceBus;
  readonly clock: Clock;
  readonly log: Logger;
  /** What is so is said again this often, for processes that came later. */
  readonly repeatMs: number;
}

/** Words that were not repeated for so many turns are over: their process is gone. */
const TURNS = 2.5;
/** Names shown of one opportunity, and opportunities told of to one who comes. */
const MOST_PEOPLE = 12;
const MOST_TOLD = 200;

const Person = PresenceFrame.shape.people.element.omit({ draft: true });
const Word = z.object({
  /** One socket of one process. */
  key: z.string(),
  person: Person,
  at: z.object({ brand: z.string(), opportunity: z.string(), draft: z.string().optional() }).nullable(),
});
type Word = z.infer<typeof Word>;

interface Looking extends NonNullable<Word['at']> {
  readonly person: Word['person'];
  readonly heardAt: number;
}

export async function createPresence({ bus, clock, log, repeatMs }: PresenceOptions): Promise<Presence> {
  const process = randomUUID();
  const onlookers = new Map<Onlooker, string>();
  const said = new Map<string, Word>();
  const looking = new Map<string, Looking>();
  let count = 0;

  const frameOf = createFrames(looking);
  const show = ({ brand, opportunity }: NonNullable<Word['at']>): void => {
    const bytes = frameOf(brand, opportunity);
    for (const onlooker of onlookers.keys()) if (onlooker.brands().includes(brand)) onlooker.tell(bytes);
  };

  function put(key: string, next: Looking | null): void {
    const before = looking.get(key);
    if (next) looking.set(key, next);
    else looking.delete(key);
    const moved = (['opportunity', 'draft'] as const).some((what) => before?.[what] !== next?.[what]);
    const told = moved || before?.person.name !== next?.person.name;
    if (before && told) show(before);
    if (next && told) show(next);
  }

  function hear(text: string | null): void {
    if (text === null) return sayAgain();
    const word = readWord(text);
    if (word) put(word.key, word.at && { ...word.at, person: word.person, heardAt: clock() });
  }

  const say = createTeller(bus, log);

  function sayAgain(): void {
    for (const word of said.values()) say(word);
    const oldest = clock() - TURNS * repeatMs;
    for (const [key, { heardAt }] of looking) if (heardAt < oldest) put(key, null);
  }

  const unhear = await bus.hear(hear);
  const timer = setInterval(sayAgain, repeatMs).unref();

  function watch(onlooker: Onlooker, at: Word['at']): void {
    const key = onlookers.get(onlooker);
    if (key === undefined || (at === null && !said.has(key))) return;
    const word = { key, person: { id: onlooker.person.id, name: onlooker.person.name }, at };
    if (at) said.set(key, word);
    else said.delete(key);
    say(word);
  }

  return {
    watch,
    join(onlooker) {
      onlookers.set(onlooker, onlookers.get(onlooker) ?? `${process} ${String((count += 1))}`);
      const mine = new Set(onlooker.brands());
      const open = new Map([...looking.values()].map((at) => [`${at.brand} ${at.opportunity}`, at]));
      const told = [...open.values()].filter(({ brand }) => mine.has(brand)).slice(-MOST_TOLD);
      for (const { brand, opportunity } of told) onlooker.tell(frameOf(brand, opportunity));
    },
    leave(onlooker) {
      watch(onlooker, null);
      onlookers.delete(onlooker);
    },
    async stop() {
      clearInterval(timer);
      await unhear();
    },
  };
}

/** Tells one word after the other, of each socket the last: what came between is worth nothing any more. */
function createTeller(bus: PresenceBus, log: Logger): (word: Word) => void {
  const waiting = new Map<string, Word>();
  let telling = false;

  async function tellAll(): Promise<void> {
    for (const [key, word] of waiting) {
      waiting.delete(key);
      await bus.tell(JSON.stringify(word)).catch((error: unknown) => {
        log.debug({ err: error }, 'presence could not be told');
      });
    }
    telling = false;
  }

  return function say(word) {
    waiting.set(word.key, word);
    if (telling) return;
    telling = true;
    void tellAll();
  };
}

/** Each person once, whoever has looked the longest first. */
function createFrames(looking: ReadonlyMap<string, Looking>) {
  return function frameOf(brand: string, opportunity: string): Buffer {
    const here = [...looking.values()].filter((at) => at.brand === brand && at.opportunity === opportunity);
    // Of somebody with several windows the one in which they write counts.
    const writing = new Map(here.flatMap(({ person, draft }) => (draft === undefined ? [] : [[person.id, draft]])));
    const people = [...new Map(here.map(({ person }) => [person.id, person])).values()].slice(0, MOST_PEOPLE);
    return encode({
      type: 'presence',
      brand,
      opportunity,
      people: people.map((person) => ({ ...person, draft: writing.get(person.id) })),
    });
  };
}

function readWord(text: string): Word | null {
  try {
    return Word.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
