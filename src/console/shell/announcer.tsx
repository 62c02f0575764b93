import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { findCard, standingOf } from '../state/select.ts';
import { useApp, useLive, useNow } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayClosing } from '../ui/window-bar.tsx';

/** A screen reader is told of what came in this time as one sentence, not card by card. */
const GATHER_MS = 1_500;

/** Tells screen readers, politely, of cards that appeared. */
export function Announcer() {
  const arrivals = useLive((state) => state.arrivals);
  const told = useRef(new Set<string>());
  const [text, setText] = useState('');
  const say = useSentence();
  const speak = useEffectEvent((ids: readonly string[]) => {
    const fresh = ids.filter((id) => !told.current.has(id));
    for (const id of fresh) told.current.add(id);
    const sentence = say(fresh);
    if (sentence) setText(sentence);
  });
  useEffect(() => {
    const timer = setTimeout(() => speak(arrivals), GATHER_MS);
    return () => clearTimeout(timer);
  }, [arrivals]);
  return (
    <div role="log" aria-live="polite" className="hidden-text">
      {text}
    </div>
  );
}

function useSentence(): (ids: readonly string[]) => string | null {
  const { store } = useApp();
  const { t, language } = useWords();
  const now = useNow();
  return (ids) => {
    const state = store.get();
    const cards = ids.flatMap((id) => findCard(state, id) ?? []).filter((c) => standingOf(c, now) === 'undecided');
    const only = cards.length === 1 ? cards[0] : undefined;
    if (!only) return cards.length === 0 ? null : t('feed.announceMany', { count: cards.length });
    const { opportunity } = only;
    return t('feed.announceOne', {
      verdict: t(`verdict.${opportunity.verdict.level}`),
      score: Math.round(opportunity.score),
      title: opportunity.title,
      closes: sayClosing(t, language, opportunity, now),
    });
  };
}
