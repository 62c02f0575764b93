import type { ExampleJudgement } from '../../contract/lookback.ts';
import type { Territory, TerritoryExample } from '../../contract/territory.ts';
import { exampleSignal } from './examples.ts';
import { buildTerritoryIndex } from './index.ts';

/**
 * Runs a territory's examples through the matcher that will run its queries. Precision: of the examples that are found,
 * how many should be; recall: of those that should be, how many are.
 */
export function judgeExamples(territory: Territory): ExampleJudgement {
  const index = buildTerritoryIndex([{ version: 1, territory: { ...territory, sources: [], minimumFollowers: 0 } }]);
  const topicsOf = (example: TerritoryExample): string[] =>
    index.match(exampleSignal(example)).flatMap(({ topics, noGo }) => [...topics, ...noGo].map(({ topic }) => topic));
  const match = territory.examples.match.map((example) => {
    const found = topicsOf(example);
    const missing = example.topics.filter((topic) => !found.includes(topic));
    return { found, missing, right: found.length > 0 && missing.length === 0 };
  });
  const miss = territory.examples.miss.map((example) => {
    const found = topicsOf(example);
    return { found, missing: [], right: found.length === 0 };
  });
  const rightlyFound = match.filter(({ right }) => right).length;
  const wronglyFound = miss.filter(({ right }) => !right).length;
  const found = rightlyFound + wronglyFound;
  return {
    ...{ match, miss },
    precision: found === 0 ? null : rightlyFound / found,
    recall: match.length === 0 ? null : rightlyFound / match.length,
  };
}
