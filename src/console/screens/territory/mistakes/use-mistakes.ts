import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { TerritoryRemark } from '../../../../contract/territory-version.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { faultsQuery } from '../../../api/versions.ts';
import type { Edit } from '../editing.ts';
import type { RuleView } from '../editor/rule-view.ts';
import { leadTo, placeOf } from './places.ts';

interface Given {
  readonly brand: string;
  /** As it was when somebody paused last. */
  readonly territory: Territory;
  readonly mayEdit: boolean;
  readonly viewRef: RefObject<RuleView | null>;
  send(edit: Edit): void;
}

/** What keeps the territory from running, and the way to the first of it. */
export function useMistakes({ brand, territory, mayEdit, viewRef, send }: Given) {
  const { data } = useQuery({ ...faultsQuery(brand, territory), enabled: mayEdit });
  const [led, setLed] = useState<TerritoryRemark | null>(null);
  const faults = data?.faults ?? NONE;
  // Once the topic is chosen, its editor is there.
  useEffect(() => {
    if (led) leadTo(led, viewRef.current);
  }, [led, viewRef]);
  return {
    faults,
    /** The mistake that somebody was led to, while it is there. */
    led: led && (faults.find(({ path }) => path === led.path) ?? null),
    goToFirst(): void {
      const first = faults[0];
      if (!first) return;
      const { topic, noGo } = placeOf(first, territory);
      if (topic) send({ type: 'choose', chosen: { noGo, id: topic.id } });
      setLed({ ...first });
    },
    /** Mistakes in a topic, by its place among those of its kind. */
    inTopic: (noGo: boolean, index: number): number =>
      faults.filter(({ path }) => path.startsWith(`${noGo ? 'noGo' : 'topics'}.${index}.`)).length,
  };
}

const NONE: readonly TerritoryRemark[] = [];
