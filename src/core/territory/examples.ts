import type { Territory, TerritoryExample } from '../../contract/territory.ts';
import { normalise } from '../signal/normalise.ts';
import { buildTerritoryIndex } from './index.ts';

/** An example that the territory does not treat as it should. */
export interface FailingExample {
  readonly kind: 'match' | 'miss';
  readonly index: number;
  readonly message: string;
}

/** Runs a territory's own examples through the matcher that will run its queries. */
export function failingExamples(territory: Territory): FailingExample[] {
  const index = buildTerritoryIndex([{ version: 1, territory: { ...territory, sources: [], minimumFollowers: 0 } }]);
  const topicsOf = (example: TerritoryExample): string[] =>
    index.match(exampleSignal(example)).flatMap(({ topics, noGo }) => [...topics, ...noGo].map(({ topic }) => topic));
  const failing: FailingExample[] = [];
  territory.examples.match.forEach((example, i) => {
    const found = topicsOf(example);
    const missing = example.topics.filter((topic) => !found.includes(topic));
    const hit = found.length === 0 ? 'no topic' : found.join(', ');
    if (found.length === 0 || missing.length > 0) {
      const wanted = missing.length > 0 ? missing.join(', ') : 'a topic';
      failing.push({ kind: 'match', index: i, message: `this example should match ${wanted} and matches ${hit}` });
    }
  });
  territory.examples.miss.forEach((example, i) => {
    const found = topicsOf(example);
    if (found.length > 0) {
      failing.push({
        kind: 'miss',
        index: i,
        message: `this example should match nothing and matches ${found.join(', ')}`,
      });
    }
  });
  return failing;
}

/** An example as a signal that came from nowhere. */
export function exampleSignal({ title, text, lang, kind, url }: TerritoryExample) {
  const raw = {
    source: 'example',
    kind: kind ?? (title === undefined ? 'post' : 'news'),
    externalId: 'example',
    publishedAt: '2000-01-01T00:00:00Z',
    ...{ title, text, lang, url },
  } as const;
  return normalise(raw, Date.parse(raw.publishedAt));
}
