import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MomentAction, MomentCard } from '../../contract/moment-card.ts';
import { decideMoment } from '../api/calendar.ts';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { useApp } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayCalendarRefusal } from './say-calendar-refusal.ts';
import { tellDone, tellTrouble } from './tell-done.tsx';

const DONE = { plan: 'planned', dismiss: 'dismissed', reopen: 'reopened' } as const;

interface Deed {
  readonly card: MomentCard;
  readonly action: MomentAction;
}

/** Decides about a moment on the server, then shows it: the server may refuse. */
export function useDecideMoment() {
  const { store } = useApp();
  const { t, code } = useWords();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ card, action }: Deed) => decideMoment(card.id, { action }),
    onSuccess: ({ card }, { action }) => {
      store.send({ type: 'moment-decided', card });
      const undo = { label: t('calendar.ahead.undo'), act: () => mutation.mutate({ card, action: 'reopen' }) };
      tellDone(
        t(`calendar.done.${DONE[action]}`, { name: card.date.name[code] }),
        action === 'reopen' ? undefined : undo,
      );
    },
    onError: (error: Error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
      tellTrouble(sayCalendarRefusal(t, error));
    },
  });
  return {
    decide: (card: MomentCard, action: MomentAction) => mutation.mutate({ card, action }),
    /** Id of the card whose answer is awaited. */
    pending: mutation.isPending ? mutation.variables.card.id : null,
  };
}
