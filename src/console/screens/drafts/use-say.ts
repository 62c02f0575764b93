import { useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import type { Say } from './say-draft.ts';

/** What sentences about drafts need to know of their reader. */
export function useSay(): Say {
  const { t, language } = useWords();
  return { t, language, now: useNow() };
}
