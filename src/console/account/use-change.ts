import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import { meQuery } from '../api/queries.ts';
import { tellDone } from '../decide/tell-done.tsx';
import { useWords } from '../ui/use-words.ts';
import { sayRefusal } from './say-refusal.ts';

interface Change<In, Out> {
  change(value: In): Promise<Out>;
  /** What is stale afterwards. */
  readonly stale: readonly QueryKey[];
  /** What to say once it is done; nothing where the screen shows it. */
  done?(value: In, out: Out): string;
  onDone?(out: Out): void;
}

/** Changes something about accounts; where that is refused `problem` says why, beside what the person typed. */
export function useChange<In, Out>({ change, stale, done, onDone }: Change<In, Out>) {
  const { t } = useWords();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: (out, value) => {
      for (const queryKey of stale) void queries.invalidateQueries({ queryKey });
      if (done) tellDone(done(value, out));
      onDone?.(out);
    },
    onError: (error: Error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
    },
  });
  return {
    send: (value: In) => mutation.mutate(value),
    pending: mutation.isPending,
    problem: mutation.error && sayRefusal(t, mutation.error),
  };
}
