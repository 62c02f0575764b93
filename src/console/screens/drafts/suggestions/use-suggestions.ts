import { useRef, useState } from 'react';
import type { Angle, Suggestion, SuggestionAnswer, SuggestionRequest, Wish } from '../../../../contract/suggestion.ts';
import { ApiError } from '../../../api/client.ts';
import { fetchSuggestions } from '../../../api/suggestions.ts';
import { useWords } from '../../../ui/use-words.ts';

/** What a person wants of one suggestion. */
export type Change = Wish | 'another';

interface Shown {
  readonly list: readonly Suggestion[];
  readonly notes: readonly string[];
  /** What happened last, for those who listen. */
  readonly said: string;
}

const NOTHING: Shown = { list: [], notes: [], said: '' };

/** Suggestions as long as the editor is there; one request at a time. */
export function useSuggestions(opportunity: string) {
  const { t, words } = useWords();
  const [shown, setShown] = useState(NOTHING);
  const [isAsking, setAsking] = useState(false);
  const asking = useRef(false);

  const say = (error: unknown): string => {
    if (!(error instanceof ApiError)) throw error;
    if (error.kind === 'blocked') return t('suggestions.blocked');
    return error.status === 429 ? t('suggestions.tooMany') : t('suggestions.failed', { detail: error.message });
  };
  const sayNotes = ({ notes }: SuggestionAnswer): string[] => [
    ...new Set(notes.map(({ code, data }) => words.t(`suggestions.note.${code}`, data))),
  ];

  async function request(body: Partial<SuggestionRequest>, take: (answer: SuggestionAnswer) => void): Promise<void> {
    if (asking.current) return;
    asking.current = true;
    setAsking(true);
    try {
      take(await fetchSuggestions(opportunity, body));
    } catch (error) {
      const said = say(error);
      setShown((now) => ({ ...now, said }));
    } finally {
      asking.current = false;
      setAsking(false);
    }
  }

  const ask = (angle: Angle | null) =>
    request(angle ? { angle } : {}, (answer) =>
      setShown({
        list: answer.suggestions,
        notes: sayNotes(answer),
        said: t('suggestions.found', { count: answer.suggestions.length }),
      }),
    );

  function change(nth: number, wish: Change): Promise<void> {
    const one = shown.list[nth];
    if (!one) return Promise.resolve();
    const { angle, lang, text, turn } = one;
    const like = wish === 'another' ? {} : { like: { text, wish, turn } };
    // Bolder and in another language, it may be another angle.
    const same = wish === 'bolder' || wish === 'other-language' ? {} : { angle };
    return request({ lang, count: 1, ...same, ...like }, (answer) => {
      const [other] = answer.suggestions;
      const isNew = other !== undefined && !shown.list.some((known) => known.text === other.text);
      if (!isNew) return setShown((now) => ({ ...now, said: t('suggestions.unchanged') }));
      setShown((now) => ({
        ...now,
        list: now.list.map((known, at) => (at === nth ? other : known)),
        said: t('suggestions.changed', { text: other.text }),
      }));
    });
  }

  return { ...shown, isAsking, ask, change };
}
