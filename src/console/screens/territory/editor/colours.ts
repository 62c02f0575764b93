import { StateEffect, StateField } from '@codemirror/state';
import type { Range } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import type { DecorationSet } from '@codemirror/view';
import type { QueryCheck } from '../../../../contract/query.ts';

type Tokens = QueryCheck['tokens'];

export const showTokens = StateEffect.define<Tokens>();

const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'near', 'atleast', 'slop']);

/** The server tells what is what; until it does, old colours move along with the text. */
export const colours = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, { changes, effects, newDoc }) {
    const told = effects.find((effect) => effect.is(showTokens));
    return told ? coloursOf(told.value, newDoc.toString()) : shown.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function coloursOf(tokens: Tokens, text: string): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  let at = 0;
  const paint = (name: string, from: number, to: number): void => {
    if (to > from) ranges.push(Decoration.mark({ class: `rule-${name}` }).range(from, to));
  };
  for (const { kind, from, to } of tokens) {
    // Only spaces and comments lie between.
    if (text.slice(at, from).trim() !== '') paint('comment', at, from);
    paint(classOf(kind, text.slice(from, to)), from, Math.min(to, text.length));
    at = to;
  }
  if (text.slice(at).trim() !== '') paint('comment', at, text.length);
  return Decoration.set(ranges, true);
}

function classOf(kind: string, text: string): string {
  if (OPERATORS.has(kind)) return 'operator';
  if (kind === 'string' || kind === 'raw') return 'phrase';
  if (kind === 'word' && /^[#＃@$]/u.test(text)) return 'name';
  return kind;
}
