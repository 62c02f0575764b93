import type { NoGoTopic, Territory, TerritoryExample, Topic } from '../../../contract/territory.ts';

/** A topic of either kind, by its id; ids are not shared between the kinds. */
export interface Chosen {
  readonly noGo: boolean;
  readonly id: string;
}

/** A territory while somebody works on it. Nothing here reaches the server by itself. */
export interface Editing {
  /** As it was loaded or saved last. */
  readonly saved: Territory;
  readonly territory: Territory;
  readonly chosen: Chosen;
  /** Earlier states, newest last. */
  readonly past: readonly Territory[];
  /** States that were undone, next last. */
  readonly future: readonly Territory[];
  /** What was changed last: more of the same is one step to undo. */
  readonly touched: string | null;
}

/** Right or wrong: where an example belongs. */
export type ExampleKind = 'match' | 'miss';

export type Edit =
  | { readonly type: 'choose'; readonly chosen: Chosen }
  | {
      readonly type: 'change';
      readonly chosen: Chosen;
      readonly change: Partial<Omit<Topic & NoGoTopic, 'id'>>;
      /** Not typed: a step of its own. */
      readonly whole?: boolean;
    }
  | { readonly type: 'add'; readonly noGo: boolean; readonly label: string }
  | { readonly type: 'remove'; readonly chosen: Chosen }
  | { readonly type: 'list'; readonly name: string; readonly entries: readonly string[] }
  | { readonly type: 'example'; readonly kind: ExampleKind; readonly example: TerritoryExample }
  | { readonly type: 'forget-example'; readonly kind: ExampleKind; readonly index: number }
  | { readonly type: 'move-example'; readonly kind: ExampleKind; readonly index: number }
  /** Anything else: settings, an import, a suggestion. */
  | { readonly type: 'replace'; readonly territory: Territory }
  | { readonly type: 'undo' | 'redo' }
  /** The server has this now; what was written meanwhile stays. */
  | { readonly type: 'saved'; readonly territory: Territory };

/** Steps that can be undone. */
const MOST_STEPS = 200;
/** A new topic asks for something until somebody writes its rule. */
const FIRST_QUERY = 'word OR "two words"';

export function startEditing(territory: Territory): Editing {
  const chosen = { noGo: false, id: territory.topics[0]!.id };
  return { saved: territory, territory, chosen, past: [], future: [], touched: null };
}

export function edit(state: Editing, act: Edit): Editing {
  const { territory } = state;
  switch (act.type) {
    case 'choose':
      return { ...state, chosen: act.chosen, touched: null };
    case 'change':
      return step(
        state,
        changeTopic(territory, act.chosen, act.change),
        act.whole === true ? null : `${act.chosen.id} ${Object.keys(act.change).join(' ')}`,
      );
    case 'add': {
      const id = freeId(territory, act.label);
      return { ...step(state, addTopic(territory, act.noGo, id, act.label), null), chosen: { noGo: act.noGo, id } };
    }
    case 'remove':
      return step(state, removeTopic(territory, act.chosen), null);
    case 'list':
      return step(state, changeList(territory, act.name, act.entries), `list ${act.name}`);
    case 'example':
      return step(state, changeExamples(territory, act.kind, addOnce(territory, act.kind, act.example)), null);
    case 'forget-example': {
      const kept = territory.examples[act.kind].filter((_, i) => i !== act.index);
      return step(state, changeExamples(territory, act.kind, kept), null);
    }
    case 'move-example':
      return step(state, moveExample(territory, act.kind, act.index), null);
    case 'replace':
      return step(state, act.territory, null);
    case 'undo':
      return travel(state, 'past', 'future');
    case 'redo':
      return travel(state, 'future', 'past');
    case 'saved':
      return { ...state, saved: act.territory, touched: null };
  }
}

/** Whether there is something that the server does not have. */
export const isDirty = ({ saved, territory }: Editing): boolean => !sameTerritory(saved, territory);

export const sameTerritory = (a: Territory, b: Territory): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

export function topicOf(territory: Territory, { noGo, id }: Chosen): Topic | NoGoTopic | undefined {
  return (noGo ? territory.noGo : territory.topics).find((topic) => topic.id === id);
}

function step(state: Editing, territory: Territory, touched: string | null): Editing {
  if (territory === state.territory) return state;
  const goesOn = touched !== null && touched === state.touched;
  const past = goesOn ? state.past : [...state.past, state.territory].slice(-MOST_STEPS);
  return { ...state, territory, past, future: [], touched, chosen: choosable(territory, state.chosen) };
}

function travel(state: Editing, from: 'past' | 'future', to: 'past' | 'future'): Editing {
  const territory = state[from].at(-1);
  if (!territory) return state;
  return {
    ...state,
    ...{ [from]: state[from].slice(0, -1), [to]: [...state[to], state.territory] },
    ...{ territory, touched: null, chosen: choosable(territory, state.chosen) },
  };
}

/** What was chosen while it is there; the first topic otherwise. */
const choosable = (territory: Territory, chosen: Chosen): Chosen =>
  topicOf(territory, chosen) ? chosen : { noGo: false, id: territory.topics[0]!.id };

function changeTopic(territory: Territory, { noGo, id }: Chosen, change: object): Territory {
  const changed = <T extends Topic | NoGoTopic>(topics: readonly T[]): T[] =>
    topics.map((topic) => (topic.id === id ? { ...topic, ...change } : topic));
  return noGo ? { ...territory, noGo: changed(territory.noGo) } : { ...territory, topics: changed(territory.topics) };
}

function addTopic(territory: Territory, noGo: boolean, id: string, label: string): Territory {
  const named = { id, label, query: FIRST_QUERY };
  if (noGo) return { ...territory, noGo: [...territory.noGo, { ...named, action: 'block' }] };
  const topic: Topic = { ...named, weight: 0.7, languages: [], sources: [], sensitivity: 'normal' };
  return { ...territory, topics: [...territory.topics, topic] };
}

/** The last topic stays: a territory has one at least. */
function removeTopic(territory: Territory, { noGo, id }: Chosen): Territory {
  if (noGo) return { ...territory, noGo: territory.noGo.filter((topic) => topic.id !== id) };
  if (territory.topics.length === 1) return territory;
  return { ...territory, topics: territory.topics.filter((topic) => topic.id !== id) };
}

/** A list without entries is none. */
function changeList(territory: Territory, name: string, entries: readonly string[]): Territory {
  const { [name]: _, ...others } = territory.lists;
  if (entries.length === 0) return { ...territory, lists: others };
  const lists = name in territory.lists ? territory.lists : others;
  return { ...territory, lists: { ...lists, [name]: [...entries] } };
}

const changeExamples = (territory: Territory, kind: ExampleKind, examples: TerritoryExample[]): Territory =>
  examples === territory.examples[kind]
    ? territory
    : { ...territory, examples: { ...territory.examples, [kind]: examples } };

/** The same words twice would count twice; among the others of their kind they would contradict. */
function addOnce(territory: Territory, kind: ExampleKind, example: TerritoryExample): TerritoryExample[] {
  const known = territory.examples[kind];
  return known.some((one) => sameWords(one, example)) ? known : [...known, example];
}

const sameWords = (a: TerritoryExample, b: TerritoryExample): boolean =>
  (a.title ?? '') === (b.title ?? '') && (a.text ?? '') === (b.text ?? '');

function moveExample(territory: Territory, kind: ExampleKind, index: number): Territory {
  const example = territory.examples[kind][index];
  if (!example) return territory;
  const other: ExampleKind = kind === 'match' ? 'miss' : 'match';
  const moved = other === 'miss' ? { ...example, topics: [] } : example;
  const left = changeExamples(
    territory,
    kind,
    territory.examples[kind].filter((_, i) => i !== index),
  );
  return changeExamples(left, other, addOnce(left, other, moved));
}

/** `Grèves & retards` is `greves-retards`, with a number where that is taken. */
function freeId({ topics, noGo }: Territory, label: string): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const base = plain === '' ? 'topic' : plain;
  const taken = new Set([...topics, ...noGo].map(({ id }) => id));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
