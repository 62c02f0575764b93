import { lazy, Suspense, useState } from 'react';
import { useFollowProfile, useKeepProfile } from '../account/use-profile.ts';
import { useMe } from '../ui/app-context.tsx';

const Tour = lazy(() => import('./tour.tsx').then((module) => ({ default: module.Tour })));

/** The tour at the first sign-in, and whenever somebody asks for it again (`asked`). */
export function FirstTour({ asked, onEnd }: { asked: boolean; onEnd: () => void }) {
  const { profile } = useMe();
  const keep = useKeepProfile();
  const [ended, setEnded] = useState(false);
  useFollowProfile();
  if (!asked && (ended || profile?.toured !== false)) return null;
  const end = () => {
    setEnded(true);
    if (profile?.toured === false) keep({ toured: true });
    onEnd();
  };
  return (
    <Suspense fallback={null}>
      <Tour asked={asked} onEnd={end} />
    </Suspense>
  );
}
