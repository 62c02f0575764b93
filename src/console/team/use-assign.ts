import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Card } from '../../contract/card.ts';
import type { Colleague } from '../../contract/teamwork.ts';
import type { Me } from '../../contract/user.ts';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { postAssignment } from '../api/team.ts';
import { tellDone, tellTrouble } from '../decide/tell-done.tsx';
import { useApp, useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';

type Somebody = Pick<Colleague, 'id' | 'name'>;

interface Deed {
  readonly card: Card;
  readonly to: Somebody | null;
}

/** Whether a person may say who takes care of a card, and there is something left to take care of. */
export const mayAssign = ({ opportunity: { brand, state } }: Card, me: Me): boolean =>
  state !== 'closed' && me.brands.find(({ id }) => id === brand)?.permissions.includes('decide') === true;

/** Says on the server who takes care of a card, then shows it. */
export function useAssigning() {
  const { store } = useApp();
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ card, to }: Deed) => postAssignment(card.opportunity.id, to?.id ?? null),
    onSuccess: (answer, { to }) => {
      store.send({ type: 'decided', card: answer });
      const code = to === null ? 'off' : to.id === me.id ? 'toMe' : 'to';
      tellDone(t(`team.assign.done.${code}`, { name: to?.name ?? '', title: answer.opportunity.title }));
    },
    onError: (error: Error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
      const offline = error instanceof ApiError && error.kind === 'offline';
      tellTrouble(offline ? t('team.assign.offline') : t('refused.other', { detail: error.message }));
    },
  });
  return {
    pending: mutation.isPending,
    assign: (card: Card, to: Somebody | null) => mutation.mutate({ card, to: to && { id: to.id, name: to.name } }),
  };
}

/** The same for one card. */
export function useAssign(card: Card) {
  const me = useMe();
  const { pending, assign } = useAssigning();
  const mine = card.assignment?.to.id === me.id;
  return {
    possible: mayAssign(card, me),
    pending,
    mine,
    assign: (to: Somebody | null) => assign(card, to),
    toggleMine: () => assign(card, mine ? null : me),
  };
}
