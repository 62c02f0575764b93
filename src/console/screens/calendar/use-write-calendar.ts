import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../api/client.ts';
import { staleCalendar } from '../../api/calendar.ts';
import { meQuery } from '../../api/queries.ts';
import { sayCalendarRefusal } from '../../decide/say-calendar-refusal.ts';
import { tellDone } from '../../decide/tell-done.tsx';
import { useWords } from '../../ui/use-words.ts';

interface Write<T> {
  readonly brand: string;
  write(value: T): Promise<unknown>;
  /** What to say once it is done. */
  done(value: T): string;
  onDone(): void;
}

/** Writes to a brand's calendar; where that is refused `problem` says why, beside what the person typed. */
export function useWriteCalendar<T>({ brand, write, done, onDone }: Write<T>) {
  const { t } = useWords();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: write,
    onSuccess: (_, value) => {
      void queries.invalidateQueries(staleCalendar(brand));
      tellDone(done(value));
      onDone();
    },
    onError: (error: Error) => {
      if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries(meQuery);
    },
  });
  return {
    send: (value: T) => mutation.mutate(value),
    pending: mutation.isPending,
    problem: mutation.error && sayCalendarRefusal(t, mutation.error),
  };
}
