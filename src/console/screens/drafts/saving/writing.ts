import type { Draft, DraftMoveRequest } from '../../../../contract/draft.ts';
import { asSent, differing, saidOf } from './said.ts';
import type { Part, Said } from './said.ts';
import { choose, heard, isUnsaved, maySave, startSync, typed, unsent } from './sync.ts';
import type { Choice, Kept, Sync } from './sync.ts';

export interface WritingPorts {
  create(said: ReturnType<typeof asSent>): Promise<Draft>;
  move(draft: string, request: DraftMoveRequest): Promise<Draft>;
  /** The draft as it is now: asked after a refusal. */
  read(draft: string): Promise<Draft>;
  /** Keeps on the device what the server does not have yet; null once it has. */
  keep(draft: Draft | null, said: Said | null): void;
  /** Others changed these parts while the person wrote elsewhere in the draft: both stand. */
  joined(draft: Draft, parts: readonly Part[]): void;
  /** Whether nobody answered, so that it is worth trying again by itself. */
  isPassing(error: unknown): boolean;
}

/** What is shown: what is said, and why the last save did not succeed. */
export interface WritingView extends Sync {
  readonly trouble: unknown;
}

/** Saves by itself what somebody writes. */
export interface Writing {
  get(): WritingView;
  subscribe(listener: () => void): () => void;
  type(said: Partial<Said>): void;
  /** Told of the draft by a frame or a query. */
  hear(draft: Draft): void;
  choose(choice: Choice): void;
  /** Saves what is unsaved now. Answers the draft as the server has it; null where that could not be done. */
  flush(): Promise<Draft | null>;
  /** Saves what was written and ends. */
  stop(): void;
}

interface Options {
  readonly draft: Draft | null;
  readonly kept: Kept | null;
  /** Milliseconds after the last key, and after a save that failed. */
  readonly pause: number;
  readonly retry: number;
}

export function createWriting(ports: WritingPorts, { draft, kept, pause, retry }: Options): Writing {
  let view: WritingView = { ...startSync(draft, kept), trouble: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | null = null;
  // Words from before there was a draft stay on the device until the person goes on with them.
  let touched = draft !== null;
  const listeners = new Set<() => void>();

  function put(next: Sync, trouble: unknown = view.trouble): void {
    view = { ...next, trouble };
    ports.keep(next.theirs ?? next.base, isUnsaved(next) ? next.said : null);
    for (const listener of listeners) listener();
  }

  function plan(delay: number): void {
    clearTimeout(timer);
    if (touched && maySave(view)) timer = setTimeout(() => void save(), delay);
  }

  /** Told of the draft: what others changed elsewhere in it joins what is written here. */
  function hearOf(draft: Draft): Sync {
    const { base, said } = view;
    const next = heard(view, draft);
    const isJoined = next !== view && base !== null && isUnsaved(next) && !next.theirs && next.said !== said;
    if (isJoined) ports.joined(draft, differing(saidOf(base), saidOf(draft)));
    return next;
  }

  async function send(said: Said): Promise<void> {
    const { base } = view;
    try {
      const saved = base
        ? await ports.move(base.id, { move: 'write', version: base.version, ...changesIn(base, said) })
        : await ports.create(asSent(said));
      put(heard(view, saved), null);
      put(unsent(view));
    } catch (error) {
      put(unsent(view), error);
      const now = base && !ports.isPassing(error) ? await ports.read(base.id).catch(() => null) : null;
      if (now) put(hearOf(now), view.trouble);
      // Another version stood in the way: it is here now, joined or laid beside.
      if (view.theirs || view.base?.version !== base?.version) put(view, null);
    }
  }

  /** One at a time: what is typed meanwhile goes with the next. */
  function save(): Promise<void> {
    clearTimeout(timer);
    if (saving) return saving;
    if (!maySave(view)) return Promise.resolve();
    const { said } = view;
    put({ ...view, sent: said });
    saving = send(said).finally(() => {
      saving = null;
      if (view.trouble === null) plan(pause);
      else if (ports.isPassing(view.trouble)) plan(retry);
    });
    return saving;
  }

  plan(pause);
  return {
    get: () => view,
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    type(said) {
      touched = true;
      put(typed(view, said));
      plan(pause);
    },
    hear(told) {
      const next = hearOf(told);
      if (next === view) return;
      put(next);
      plan(pause);
    },
    choose(choice) {
      touched = true;
      put(choose(view, choice), null);
      plan(0);
    },
    async flush() {
      touched = true;
      await saving;
      await save();
      return isUnsaved(view) || view.theirs ? null : view.base;
    },
    stop() {
      clearTimeout(timer);
      if (touched && view.trouble === null) void save();
    },
  };
}

/** The text, which a version always has, and what else has changed. */
function changesIn(base: Draft, said: Said) {
  const { text, variants, media } = asSent(said);
  const changed = differing(saidOf(base), said);
  const others = changed.some((part) => part !== 'text' && part !== 'media');
  return { text, ...(others && { variants }), ...(changed.includes('media') && { media }) };
}
