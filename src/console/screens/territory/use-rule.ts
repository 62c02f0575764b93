import { useMemo } from 'react';
import type { RuleDraft } from '../../../contract/lookback.ts';
import type { NoGoTopic, Territory, Topic } from '../../../contract/territory.ts';
import { useSettledValue } from './use-settled-value.ts';

/** A rule is tried so long after the last key. Milliseconds: with the answer it is half a second. */
const PAUSE_MS = 150;

/** What the past is asked about the topic; `behind` while somebody types. */
export function useRule(territory: Territory, topic: Topic | NoGoTopic): { rule: RuleDraft; behind: boolean } {
  const { lists, sources, minimumFollowers } = territory;
  const { query } = topic;
  const languages = 'languages' in topic ? topic.languages : NONE;
  const topicSources = 'sources' in topic ? topic.sources : NONE;
  const now = useMemo(
    (): RuleDraft => ({
      query: query === '' ? ' ' : query,
      lists,
      languages: [...languages],
      topicSources: [...topicSources],
      sources,
      minimumFollowers,
    }),
    [query, lists, languages, topicSources, sources, minimumFollowers],
  );
  const rule = useSettledValue(now, PAUSE_MS);
  return { rule, behind: rule !== now };
}

const NONE: readonly string[] = [];
