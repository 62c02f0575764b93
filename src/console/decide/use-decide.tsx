import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { Card } from '../../contract/card.ts';
import type { DecisionRequest } from '../../contract/decision.ts';
import { postDecision } from '../api/calls.ts';
import { ApiError } from '../api/client.ts';
import { meQuery, opportunityQuery } from '../api/queries.ts';
import { useApp } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayMinutes } from '../words/format.ts';
import styles from './decide.module.css';

/** Long enough to read and reach; what was put aside can be reopened afterwards too. */
const UNDO_MS = 10_000;

interface Deed {
  readonly card: Card;
  readonly request: DecisionRequest;
}

/** Decides on the server, then shows it: the server may refuse, so nothing is shown beforehand. */
export function useDecide() {
  const { store } = useApp();
  const { t, language } = useWords();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ card, request }: Deed) => postDecision(card.opportunity.id, request),
    onSuccess: ({ card }, deed) => {
      store.send({ type: 'decided', card });
      void queries.invalidateQueries({ queryKey: opportunityQuery(card.opportunity.id).queryKey });
      keepFocus(card);
      tell(sayDone(t, language, deed), undoOf(deed, card));
    },
    onError: (error: Error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
      notifications.show({ message: sayRefusal(t, error), color: 'red', autoClose: false, withBorder: true });
    },
  });

  function tell(message: string, undo: Deed | null) {
    const id = notifications.show({
      message: (
        <div className={styles.done}>
          <span>{message}</span>
          {undo && (
            <Button size="compact-sm" variant="default" onClick={() => (notifications.hide(id), mutation.mutate(undo))}>
              {t('card.undo')}
            </Button>
          )}
        </div>
      ),
      withBorder: true,
      autoClose: undo ? UNDO_MS : 5_000,
    });
  }

  return {
    decide: (card: Card, request: DecisionRequest) => mutation.mutate({ card, request }),
    /** Id of the card whose answer is awaited. */
    pending: mutation.isPending ? mutation.variables.card.opportunity.id : null,
  };
}

/** The button that was pressed may be gone: the focus stays with its card. */
function keepFocus(card: Card): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    document.getElementById(`card-${card.opportunity.id}`)?.focus({ preventScroll: true });
  });
}

function undoOf({ request }: Deed, card: Card): Deed | null {
  return request.action === 'reopen' ? null : { card, request: { action: 'reopen' } };
}

function sayDone(t: TFunction, language: string, { card, request }: Deed): string {
  const { title } = card.opportunity;
  switch (request.action) {
    case 'accept':
      return t('decide.accepted', { title });
    case 'dismiss':
      return t('decide.dismissed', { title });
    case 'snooze':
      return t('decide.snoozed', { title, duration: sayMinutes(request.minutes, language) });
    case 'reopen':
      return t('decide.reopened', { title });
  }
}

function sayRefusal(t: TFunction, error: Error): string {
  if (!(error instanceof ApiError)) return t('refused.other', { detail: error.message });
  if (error.status === 403) return t('refused.forbidden');
  if (error.status === 404) return t('refused.gone');
  if (['context-unread', 'frozen'].includes(error.kind)) return t(`gate.refused.${error.kind}`);
  const known = ['already-decided', 'closed', 'blocked', 'offline'].includes(error.kind);
  return known ? t(`refused.${error.kind}`) : t('refused.other', { detail: error.detail ?? error.status });
}
