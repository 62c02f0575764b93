import { useQueryClient } from '@tanstack/react-query';
import { viewer } from '../words/format.ts';

/** Says in which time zone times are written from now on; null: in that of the device. */
export function useZone(): (zone: string | null) => void {
  const queries = useQueryClient();
  return (zone) => {
    if ((viewer.timeZone ?? null) === zone) return;
    viewer.timeZone = zone ?? undefined;
    // Whatever shows a time is drawn anew.
    void queries.invalidateQueries();
  };
}
