import { useState } from 'react';
import { z } from 'zod';
import type { Comment } from '../../../contract/teamwork.ts';
import { keep, readKept } from '../../team/kept.ts';

const Person = z.object({ id: z.string(), name: z.string() });
const Kept = z.array(z.tuple([z.string(), z.object({ text: z.string(), called: z.array(Person) })]));

const KEPT_AS = 'rebond.comments.writing';
/** Half-written comments kept on a device, the newest. */
const MOST_KEPT = 50;

/** What somebody is writing, and whom they called in it so far. */
interface Writing {
  readonly text: string;
  readonly called: Comment['mentions'];
}

const EMPTY: Writing = { text: '', called: [] };

/** A comment that is being written: it outlives the line and the page. */
export function useKeptComment(opportunity: string, person: string) {
  const name = `${person} ${opportunity}`;
  const [writing, setWriting] = useState<Writing>(() => new Map(read()).get(name) ?? EMPTY);
  const write = (next: Writing) => {
    setWriting(next);
    const kept = new Map(read());
    kept.delete(name);
    if (next.text !== '') kept.set(name, { text: next.text, called: [...next.called] });
    keep(localStorage, KEPT_AS, [...kept].slice(-MOST_KEPT));
  };
  return { writing, write, clear: () => write(EMPTY) };
}

const read = () => readKept(localStorage, KEPT_AS, Kept, []);
