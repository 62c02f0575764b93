import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Card } from '../../../../contract/card.ts';
import type { Draft } from '../../../../contract/draft.ts';
import { ApiError } from '../../../api/client.ts';
import { createDraft, draftQuery, moveDraft, staleDraft } from '../../../api/drafts.ts';
import { tellDone } from '../../../decide/tell-done.tsx';
import { useApp } from '../../../ui/app-context.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { keepWords, keptWords } from '../../opportunity/use-kept-draft.ts';
import { sayParts } from '../editor/say-parts.ts';
import { keepText, readKeptText } from './kept-text.ts';
import { createWriting } from './writing.ts';
import type { Writing, WritingPorts, WritingView } from './writing.ts';

/** Saved so long after the last key; tried again so long after nobody answered. Milliseconds. */
const PAUSE_MS = 1_200;
const RETRY_MS = 4_000;

interface Options {
  readonly card: Card;
  /** The draft as it is now; null while there is none. */
  readonly draft: Draft | null;
  onCreated(draft: Draft): void;
}

/** What somebody writes, saved as they type, for as long as the editor is there. */
export function useWriting({ card, draft, onCreated }: Options): { writing: Writing; view: WritingView } {
  const opportunity = card.opportunity.id;
  const ports = usePorts(opportunity, onCreated);
  const [writing] = useState(() => {
    const words = draft ? null : { text: keptWords(opportunity), version: 0 };
    const kept = draft ? readKeptText(draft.id) : words;
    return createWriting(ports, { draft, kept, pause: PAUSE_MS, retry: RETRY_MS });
  });
  const view = useSyncExternalStore(writing.subscribe, writing.get);
  useEffect(() => {
    if (draft) writing.hear(draft);
  }, [draft, writing]);
  useEffect(() => () => writing.stop(), [writing]);
  return { writing, view };
}

function usePorts(opportunity: string, onCreated: (draft: Draft) => void): WritingPorts {
  const { store } = useApp();
  const queries = useQueryClient();
  const { t, language } = useWords();
  const tell = (draft: Draft): Draft => {
    store.send({ type: 'draft-moved', draft });
    void queries.invalidateQueries(staleDraft(draft.id));
    return draft;
  };
  return {
    create: async (said) => {
      const { draft } = await createDraft(opportunity, said);
      keepWords(opportunity, '');
      onCreated(draft);
      return tell(draft);
    },
    move: (id, request) => moveDraft(id, request).then(({ draft }) => tell(draft)),
    read: (id) => queries.fetchQuery({ ...draftQuery(id), staleTime: 0 }).then(({ draft }) => draft),
    keep(draft, said) {
      if (draft) keepText(draft.id, said && { ...said, version: draft.version });
      else keepWords(opportunity, said?.text ?? '');
    },
    joined: ({ author: { name } }, parts) =>
      tellDone(t('editor.joined', { name, parts: sayParts(t, language, parts) })),
    isPassing: (error) => error instanceof ApiError && (error.status === 0 || error.status >= 500),
  };
}
