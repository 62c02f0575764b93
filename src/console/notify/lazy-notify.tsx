import { lazy } from 'react';

const load = () => import('./notify-dialog.tsx');

/** How the device disturbs, outside the first load. */
export const LazyNotifyDialog = lazy(() => load().then((module) => ({ default: module.NotifyDialog })));
