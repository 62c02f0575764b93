import { useEffect, useState } from 'react';
import { z } from 'zod';

const KEPT_AS = 'rebond.drafts';
/** Drafts kept on a device, the newest. */
const MOST_KEPT = 50;
/** A draft is read so long after the last key. */
const PAUSE_MS = 500;

const Kept = z.array(z.tuple([z.string(), z.string()]));

/** The words somebody is writing for an opportunity, which outlive the page, and the same once they pause. */
export function useKeptDraft(opportunity: string) {
  const [text, setText] = useState(() => keptWords(opportunity));
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const write = (written: string) => {
    setText(written);
    keepWords(opportunity, written);
  };
  // Emptied at once: there is nothing to wait for.
  return { text, settled: text === '' ? '' : settled, write };
}

function readKept(): Map<string, string> {
  try {
    return new Map(Kept.parse(JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]')));
  } catch {
    return new Map();
  }
}

/** What is kept on this device for an opportunity; empty where there is nothing. */
export const keptWords = (opportunity: string): string => readKept().get(opportunity) ?? '';

/** Empty words are forgotten. */
export function keepWords(opportunity: string, text: string): void {
  const kept = readKept();
  kept.delete(opportunity);
  if (text !== '') kept.set(opportunity, text);
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify([...kept].slice(-MOST_KEPT)));
  } catch {
    // A full or forbidden storage: the words are on the page still.
  }
}
