import type { Reason } from '../../src/contract/common.ts';
import type { Suggestion, SuggestionAnswer, SuggestionRequest, WhereToAnswer } from '../../src/contract/suggestion.ts';

const one = (text: string, angle: Suggestion['angle'], turn: string, lang = 'en'): Suggestion => ({
  ...{ text, angle, turn, lang, writer: 'template', findings: [] },
  basedOn: [
    { code: 'words', data: { words: 'floodlight, power cut' } },
    { code: 'voice', data: {} },
  ],
});

const FIRST = [
  one('Surely the best-attended power cut of the year. #LighthouseCup', 'humour', 'cut-attended'),
  one('Waiting in the dark asks for two things: good company, and a storm flask.', 'service', 'cut-two-things'),
  one('Honest question: which song do you start when a whole stadium goes dark?', 'question', 'cut-sing'),
];
const SHORTER = one('For waiting in the dark: good company and a storm flask.', 'service', 'cut-two-things');
const FRENCH = one('Plus de lumière\u202f: vous chantez quoi en premier\u202f?', 'question', 'panne-chanson', 'fr');

/** What the fake server answers about suggestions; null where something else is asked. */
export function answerSuggestions(verb: string | undefined, body: unknown): SuggestionAnswer | WhereToAnswer | null {
  if (verb === 'where-to-answer') {
    const because: Reason[] = [
      { code: 'lives', data: { percent: 62 } },
      { code: 'made-fast', data: {} },
    ];
    return {
      platforms: [
        { platform: 'x', because },
        { platform: 'instagram', because: [{ code: 'yours', data: {} }] },
      ],
    };
  }
  if (verb !== 'suggestions') return null;
  const { like } = body as SuggestionRequest;
  if (like?.wish === 'shorter') return { suggestions: [SHORTER], notes: [] };
  if (like?.wish === 'other-language') return { suggestions: [FRENCH], notes: [] };
  if (like?.wish === 'bolder') return { suggestions: [], notes: [{ code: 'nothing-fits', data: {} }] };
  return { suggestions: FIRST, notes: [{ code: 'fewer', data: { count: 3 } }] };
}
