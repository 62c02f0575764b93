import { useEffect, useState } from 'react';
import type { FocusEvent } from 'react';
import type { Draft } from '../../contract/draft.ts';
import { useOthersOn } from './people.tsx';
import { useTeam } from './team-provider.tsx';

/** Names of colleagues who have their hands in a draft now. */
export const useOthersWriting = ({ id, opportunity }: Pick<Draft, 'id' | 'opportunity'>): string[] =>
  useOthersOn(opportunity).flatMap(({ name, draft }) => (draft === id ? [name] : []));

/** Says to colleagues that this person writes in a draft, while its fields have the focus. For the element around them. */
export function useWritingHere(draft: Pick<Draft, 'id'> | null) {
  const { attention } = useTeam();
  const [isIn, setIn] = useState(false);
  const id = draft?.id ?? null;
  useEffect(() => {
    if (!isIn || id === null) return;
    attention.write(id);
    return () => attention.write(null);
  }, [attention, isIn, id]);
  return {
    onFocus: () => setIn(true),
    // From one field to the next nobody leaves.
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) =>
      setIn(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)),
  };
}
