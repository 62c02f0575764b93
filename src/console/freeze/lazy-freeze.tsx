import { lazy } from 'react';

/** The dialogue that freezes, outside the first load. */
export const LazyFreezeDialog = lazy(() =>
  import('./freeze-dialog.tsx').then((module) => ({ default: module.FreezeDialog })),
);
