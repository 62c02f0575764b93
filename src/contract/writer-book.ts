import { z } from 'zod';
import { Language, Slug } from './common.ts';
import { Angle } from './suggestion.ts';

/** A phrase may end in `*`. */
const Phrases = z.array(z.string().min(1).max(60)).max(80);

/** Something that stories are about. Its words are looked for in every book's language. */
const Scene = z.strictObject({
  id: Slug,
  words: Phrases.default([]),
  /** Where one of these is said too, it is another scene. */
  unless: Phrases.default([]),
  /** May stand at the end of a text, where the brand's tone has emoji. */
  emoji: z.string().max(8).optional(),
  /** Counts only where the headline of the story says so: who has won, what is over. */
  titleOnly: z.boolean().default(false),
  /** Says little by itself: what is more telling of the story comes first. */
  broad: z.boolean().default(false),
  /** People look at something in it, which has one of its words for a name: a giant inflatable crab. */
  thing: z.boolean().default(false),
});

/** What a product is good for: it has the mood if it goes with one of the words. */
const Mood = z.strictObject({ id: Slug, words: Phrases.min(1) });

/**
 * A way to say something. `text` holds slots in braces, see `docs/suggestions.md`; `[vous|tu]` is said one way or the
 * other, as the brand addresses people.
 */
const Turn = z.strictObject({
  id: Slug,
  angle: Angle,
  /** One of these; any story where empty. */
  scenes: z.array(Slug).max(10).default([]),
  /** All of these too. */
  also: z.array(Slug).max(3).default([]),
  /** Not where the story is also one of these. */
  not: z.array(Slug).max(10).default([]),
  /** The product has one of these moods. */
  moods: z.array(Slug).max(8).default([]),
  text: z.string().min(10).max(280),
  /** The same, said in fewer words. */
  short: z.string().min(5).max(200).optional(),
  /** 1 plain, 2 dry, 3 playful. */
  bold: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
});
export type Turn = z.infer<typeof Turn>;

/** An event by the name it has in this language, with its article if it takes one, and the words by which it is known. */
const EventName = z.strictObject({ name: z.string().min(2).max(60), words: Phrases.min(1) });

const BRACES = /\{[^}]*\}?|\}/g;
const SLOT = /^\{(?:\p{L}+ )?(?:name|thing|product|tag)(?:\?[^}]*\|[^}]*)?\}$/u;

/** One language of the template writer, as `config/writer/<language>.yaml` states it. */
export const WriterBook = z
  .strictObject({
    language: Language,
    scenes: z.array(Scene),
    moods: z.array(Mood),
    names: z.array(EventName).default([]),
    /** Words for people: nobody is what a turn is about. */
    people: Phrases.default([]),
    turns: z.array(Turn),
  })
  .superRefine(({ scenes, moods, turns }, context) => {
    const known = { scenes: new Set(scenes.map(({ id }) => id)), moods: new Set(moods.map(({ id }) => id)) };
    const seen = new Set<string>();
    turns.forEach((turn, i) => {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['turns', i, 'id'], message });
      if (seen.has(turn.id)) complain(`another turn is called ${turn.id}`);
      seen.add(turn.id);
      const scene = [...turn.scenes, ...turn.also, ...turn.not].find((id) => !known.scenes.has(id));
      if (scene !== undefined) complain(`there is no scene ${scene} in this file`);
      const mood = turn.moods.find((id) => !known.moods.has(id));
      if (mood !== undefined) complain(`there is no mood ${mood} in this file`);
      const slot = [turn.text, turn.short ?? '']
        .flatMap((text) => text.match(BRACES) ?? [])
        .find((one) => !SLOT.test(one));
      if (slot !== undefined) complain(`${slot} is no slot: write {name}, {the thing}, {product?is|are} or {tag}`);
    });
  });
export type WriterBook = z.infer<typeof WriterBook>;
