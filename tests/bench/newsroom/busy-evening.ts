import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../../src/contract/card.ts';
import { fakeCard, fakeMe } from '../../support/console-cards.ts';
import type { FakeStory } from '../../support/console-cards.ts';
import type { FakeServer } from '../../support/fake-server.ts';

const PHASES = ['emerging', 'rising', 'peaking', 'fading'] as const;
const VERDICTS = ['go', 'go', 'go', 'review', 'block'] as const;
/** One change in so many opens a card; one in so many closes one. The others tell of a card that is there. */
const OPENS = 10;
const CLOSES = 20;

type Random = () => number;

/** Stories as different as on a busy evening; invented. */
export const busyStories = (count: number, random: Random): FakeStory[] =>
  Array.from({ length: count }, (_, n) => busyStory(`story-${n}`, random));

function busyStory(id: string, random: Random): FakeStory {
  const likely = 20 + Math.round(random() * 200);
  return {
    id,
    title: `Story ${id.slice(6)}: the lights went out, and ${Math.round(random() * 900)} people sang`,
    lang: 'en',
    brand: fakeMe.brands[random() < 0.5 ? 0 : 1]!.id,
    score: 20 + Math.round(random() * 75),
    verdict: VERDICTS[Math.floor(random() * VERDICTS.length)]!,
    phase: PHASES[Math.floor(random() * PHASES.length)]!,
    window: [likely * 0.7, likely, likely * 1.6],
    inTime: random(),
    counts: Array.from({ length: 16 }, () => Math.round(random() * 40)),
    authors: Math.round(random() * 90),
    outlets: Math.round(random() * 9),
    openedMinutesAgo: Math.round(random() * 60),
  };
}

/** Lets so many changes a second come from the server until `end` is called; answers how many came. */
export function startChanges(fake: FakeServer, stories: readonly FakeStory[], rate: number, random: Random) {
  const open = new Map<string, Card>(stories.map((story) => [story.id, fakeCard(Date.now(), story)]));
  const began = Date.now();
  let sent = 0;
  let ended = false;

  const pick = (): Card => [...open.values()][Math.floor(random() * open.size)]!;
  function change(): void {
    sent += 1;
    if (sent % OPENS === 0) return publish(fakeCard(Date.now(), busyStory(`story-new-${sent}`, random)));
    const { opportunity } = pick();
    const told = fakeCard(Date.now(), { ...busyStory(opportunity.id, random), brand: opportunity.brand });
    if (sent % CLOSES !== 1) return publish(told);
    open.delete(opportunity.id);
    fake.publish({ ...told, opportunity: { ...told.opportunity, state: 'closed' } });
  }
  function publish(card: Card): void {
    open.set(card.opportunity.id, card);
    fake.publish(card);
  }
  async function run(): Promise<void> {
    while (!ended) {
      while (sent < ((Date.now() - began) / 1_000) * rate) change();
      await sleep(1_000 / rate / 2);
    }
  }

  const running = run();
  return {
    async end(): Promise<number> {
      ended = true;
      await running;
      return sent;
    },
  };
}
