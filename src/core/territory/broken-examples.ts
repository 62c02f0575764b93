import type { Territory, TerritoryExample } from '../../contract/territory.ts';
import type { BrokenExample } from '../../contract/territory-version.ts';
import { judgeExamples } from './judge-examples.ts';

const TEXT_LENGTH = 160;

/** Examples that the territory does not treat as it should. It must have no faults. */
export function brokenExamples(territory: Territory): BrokenExample[] {
  const judged = judgeExamples(territory);
  return (['match', 'miss'] as const).flatMap((kind) =>
    judged[kind].flatMap(({ right, found, missing }, index) =>
      right ? [] : [{ kind, index, text: wordsOf(territory.examples[kind][index]!), found, missing }],
    ),
  );
}

/** Those of them that held, or were not there, in another territory. */
export function newlyBroken(
  broken: readonly BrokenExample[],
  territory: Territory,
  before: { readonly territory: Territory; readonly broken: readonly BrokenExample[] } | null,
): BrokenExample[] {
  const keyOf = (kind: 'match' | 'miss', example: TerritoryExample | undefined) => JSON.stringify([kind, example]);
  const known = new Set(before?.broken.map(({ kind, index }) => keyOf(kind, before.territory.examples[kind][index])));
  return broken.filter(({ kind, index }) => !known.has(keyOf(kind, territory.examples[kind][index])));
}

const wordsOf = ({ title, text, url }: TerritoryExample): string => (title || text || url || '').slice(0, TEXT_LENGTH);
