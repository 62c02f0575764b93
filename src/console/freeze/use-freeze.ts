import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { postFreeze } from '../api/calls.ts';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { tellDone, tellTrouble } from '../decide/tell-done.tsx';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';

interface Deed {
  readonly scope: string;
  readonly act: 'freeze' | 'unfreeze';
  readonly reason: string;
}

/** Freezes or lifts on the server; the banners follow by the change that everybody gets. */
export function useFreeze(onDone: () => void) {
  const { t } = useWords();
  const name = useScopeName();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ scope, act, reason }: Deed) => postFreeze(scope, act, reason),
    onSuccess: (_freeze, { scope, act }) => {
      tellDone(t(act === 'freeze' ? 'gate.freeze.done' : 'gate.freeze.lifted', { scope: name(scope) }));
      onDone();
    },
    onError: (error: Error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
      tellTrouble(sayFreezeRefusal(t, error));
    },
  });
}

function sayFreezeRefusal(t: TFunction, error: Error): string {
  if (!(error instanceof ApiError)) return t('gate.refused.other', { detail: error.message });
  if (error.status === 403) return t('gate.refused.forbidden');
  const known = ['not-frozen', 'offline'].includes(error.kind);
  return known ? t(`gate.refused.${error.kind}`) : t('gate.refused.other', { detail: error.detail ?? error.status });
}

/** A brand by its name, or "all brands". */
export function useScopeName(): (scope: string) => string {
  const { t } = useWords();
  const me = useMe();
  return (scope) =>
    scope === '*' ? t('gate.freeze.everything') : (me.brands.find(({ id }) => id === scope)?.name ?? scope);
}

/** Whether the person may freeze and lift what the scope names. */
export function useMayFreeze(): (scope: string) => boolean {
  const me = useMe();
  return (scope) =>
    (scope === '*' ? me.everywhere : (me.brands.find(({ id }) => id === scope)?.permissions ?? [])).includes('approve');
}

/** What the person may freeze, everything first. */
export function useFreezable(): string[] {
  const me = useMe();
  const may = useMayFreeze();
  return ['*', ...me.brands.map(({ id }) => id)].filter(may);
}
