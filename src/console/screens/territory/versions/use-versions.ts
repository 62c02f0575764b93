import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BrokenExample, WorkingCopy } from '../../../../contract/territory-version.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { ApiError } from '../../../api/client.ts';
import {
  checkTerritory,
  copyQuery,
  discardCopy,
  placeQuery,
  fetchCopy,
  fetchPlace,
  importYaml,
  publishCopy,
  restoreVersion,
  saveCopy,
} from '../../../api/versions.ts';
import { tellDone } from '../../../decide/tell-done.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { isDirty, sameTerritory } from '../editing.ts';
import type { Edit, Editing } from '../editing.ts';
import type { News, Place } from './use-news.ts';

/** Examples break: whether it is done all the same. */
export interface Asked {
  readonly broken: readonly BrokenExample[];
  go(): void;
}

/** Why nothing was done: a key of the words, with the server's own sentence. */
export interface Trouble {
  readonly kind: 'other-revision' | 'other-live' | 'territory-faults' | 'bad-yaml' | 'offline' | 'other';
  readonly detail: string;
  /** What is wrong in what was sent, each with its place. */
  readonly faults: ApiError['errors'];
}

interface Given {
  readonly brand: string;
  /** As it was loaded; null where the server has nothing of this brand. */
  readonly loaded: WorkingCopy | null;
  readonly state: Editing;
  send(edit: Edit): void;
}

/** What is done with the working copy as a whole. Each act resolves to whether it was done. */
export function useVersions({ brand, loaded, state, send }: Given) {
  const { t } = useWords();
  const client = useQueryClient();
  const { place, placeRef, setPlace } = usePlace(loaded);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useLatest(state);

  /** @param ofWhat the territory whose examples are told where they break; that of the version where null */
  async function run(act: (anyway: boolean) => Promise<void>, ofWhat: Territory | null, anyway = false) {
    setBusy(true);
    setTrouble(null);
    setAsked(null);
    try {
      await act(anyway);
      void client.invalidateQueries({ queryKey: ['territory-versions', brand] });
      return true;
    } catch (problem) {
      if (problem instanceof ApiError && problem.kind === 'examples-fail') {
        const broken = ofWhat ? (await checkTerritory(brand, ofWhat).catch(() => null))?.broken : [];
        setAsked({ broken: broken ?? [], go: () => void run(act, ofWhat, true) });
      } else setTrouble(troubleOf(problem));
      // Who was faster, and with what.
      void client.invalidateQueries({ queryKey: placeQuery(brand).queryKey });
      return false;
    } finally {
      setBusy(false);
    }
  }

  function take(copy: WorkingCopy, territory: Territory): void {
    setPlace(copy);
    client.setQueryData(copyQuery(brand).queryKey, { ...copy, territory });
    send({ type: 'saved', territory });
  }

  /** What the server has becomes what is worked on, as a step that can be undone. */
  function exchange(copy: WorkingCopy): void {
    if (!sameTerritory(latest.current.territory, copy.territory)) send({ type: 'replace', territory: copy.territory });
    take(copy, copy.territory);
  }

  async function storeCopy(anyway: boolean): Promise<WorkingCopy> {
    const { territory } = state;
    const { copy } = await saveCopy(brand, { territory, revision: placeRef.current.revision, anyway });
    take(copy, territory);
    return copy;
  }

  return {
    brand,
    ...withOthers({ brand, run, exchange, setPlace, isDirty: () => isDirty(latest.current) }),
    place,
    busy,
    trouble,
    asked,
    dismiss: () => (setAsked(null), setTrouble(null)),

    save: () => run(async (anyway) => void (await storeCopy(anyway)), state.territory),

    /** Whoever publishes has the newest before them: it is saved first, and asked about once. */
    publish: (note: string, onDone: () => void) =>
      run(async (anyway) => {
        const now = isDirty(state) || !placeRef.current.saved ? await storeCopy(true) : placeRef.current;
        const { revision, live } = now;
        const done = await publishCopy(brand, { revision, live, note, anyway });
        take(await fetchCopy(brand), state.territory);
        tellDone(t('versions.published', { version: done.version }));
        onDone();
      }, state.territory),

    restore: (version: number, note: string, onDone: () => void) =>
      run(async (anyway) => {
        const done = await restoreVersion(brand, { version, live: placeRef.current.live ?? 0, note, anyway });
        const copy = await fetchCopy(brand);
        if (copy.saved || isDirty(state)) setPlace(copy);
        else exchange(copy);
        tellDone(t('versions.restoredAs', { version: done.version, restores: version }));
        onDone();
      }, null),

    discard: () => run(async () => exchange(await discardCopy(brand, placeRef.current.revision)), null),

    take: (yaml: string, onDone: () => void) =>
      run(async (anyway) => {
        const { copy } = await importYaml(brand, { yaml, revision: placeRef.current.revision, anyway });
        exchange(copy);
        tellDone(t('versions.imported'));
        onDone();
      }, null),
  };
}

/** For what goes on after an answer: what is on the screen by then. */
function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}

interface Means {
  readonly brand: string;
  run(act: () => Promise<void>, ofWhat: null): Promise<boolean>;
  exchange(copy: WorkingCopy): void;
  setPlace(place: Place): void;
  isDirty(): boolean;
}

/** What is done where somebody else was faster. */
function withOthers({ brand, run, exchange, setPlace, isDirty: hasUnsaved }: Means) {
  return {
    /** Theirs is taken over, where nothing is lost by that. Resolves to whether it was. */
    async follow({ place: now, isOther }: News): Promise<boolean> {
      const copy = isOther ? await fetchCopy(brand).catch(() => null) : null;
      // Meanwhile the person may have begun to type.
      if (hasUnsaved() || (isOther && !copy)) return false;
      if (copy) exchange(copy);
      else setPlace(now);
      return true;
    },

    /** One's own stays, and takes the place of theirs with the next save. */
    keepMine: () => run(async () => setPlace(await fetchPlace(brand)), null),

    /** Theirs comes onto the screen, and one's own can be brought back by undoing. */
    lookAtTheirs: () => run(async () => exchange(await fetchCopy(brand)), null),
  };
}

/** Where the server is. An act that is asked about goes on from where that is by then. */
function usePlace(loaded: WorkingCopy | null) {
  const [place, setShown] = useState<Place>(loaded ?? { revision: 0, live: null, saved: null });
  const placeRef = useRef(place);
  return { place, placeRef, setPlace: (now: Place) => ((placeRef.current = now), setShown(now)) };
}

export type Versions = ReturnType<typeof useVersions>;

const KNOWN = ['other-revision', 'other-live', 'territory-faults', 'bad-yaml', 'offline'] as const;

function troubleOf(problem: unknown): Trouble {
  const kind = problem instanceof ApiError ? KNOWN.find((one) => one === problem.kind) : undefined;
  const faults = problem instanceof ApiError ? problem.errors : [];
  return { kind: kind ?? 'other', detail: problem instanceof Error ? problem.message : '', faults };
}
