import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Draft } from '../../../../contract/draft.ts';
import { staleDraft } from '../../../api/drafts.ts';
import { tellDone, tellTrouble } from '../../../decide/tell-done.tsx';
import { useApp } from '../../../ui/app-context.tsx';
import { sayDraftRefusal } from '../say-draft.ts';
import { useSay } from '../use-say.ts';

interface Deed {
  act(): Promise<{ readonly draft: Draft }>;
  readonly said: string;
}

/** Does something with publications on the server, then shows the draft as it is. */
export function usePublishing() {
  const { store } = useApp();
  const say = useSay();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ act }: Deed) => act(),
    onSuccess: ({ draft }, { said }) => {
      store.send({ type: 'draft-moved', draft });
      void queries.invalidateQueries(staleDraft(draft.id));
      void queries.invalidateQueries({ queryKey: ['drafts', draft.opportunity] });
      tellDone(said);
    },
    onError: (error: Error) => tellTrouble(sayDraftRefusal(say, error, null)),
  });
  return { send: (deed: Deed) => mutation.mutate(deed), pending: mutation.isPending };
}
