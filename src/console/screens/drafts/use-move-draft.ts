import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Draft, DraftMoveRequest } from '../../../contract/draft.ts';
import { ApiError } from '../../api/client.ts';
import { draftQuery, moveDraft, staleDraft } from '../../api/drafts.ts';
import { meQuery } from '../../api/queries.ts';
import { tellDone, tellTrouble } from '../../decide/tell-done.tsx';
import { useApp } from '../../ui/app-context.tsx';
import { sayDraftRefusal } from './say-draft.ts';
import { useSay } from './use-say.ts';

interface Deed {
  readonly draft: Draft;
  readonly request: DraftMoveRequest;
  /** What to say once it is done; nothing unless told. */
  readonly say?: ((draft: Draft) => string) | undefined;
}

/** Moves a draft on the server, then shows it: the server may refuse, and then says what a colleague has done. */
export function useMoveDraft() {
  const { store } = useApp();
  const say = useSay();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ draft, request }: Deed) => moveDraft(draft.id, request),
    onSuccess: ({ draft }, deed) => {
      store.send({ type: 'draft-moved', draft });
      void queries.invalidateQueries(staleDraft(draft.id));
      void queries.invalidateQueries({ queryKey: ['drafts', draft.opportunity] });
      if (deed.say) tellDone(deed.say(draft));
    },
    onError: async (error: Error, { draft }) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
      const asked = isRefusal(error) ? queries.fetchQuery({ ...draftQuery(draft.id), staleTime: 0 }) : null;
      const now = (await asked?.catch(() => null)) ?? null;
      if (now) store.send({ type: 'draft-moved', draft: now.draft });
      tellTrouble(sayDraftRefusal(say, error, now));
    },
  });
  return {
    move: (deed: Deed) => mutation.mutate(deed),
    /** Answers the moved draft; null where it was refused, which has been said. */
    tryMove: (deed: Deed) =>
      mutation.mutateAsync(deed).then(
        ({ draft }) => draft,
        () => null,
      ),
    pending: mutation.isPending,
  };
}

/** Somebody answered, and it was a no that the draft as it is now explains. */
const isRefusal = (error: Error) => error instanceof ApiError && error.status === 409;
