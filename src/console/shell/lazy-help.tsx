import { lazy } from 'react';

const load = () => import('./help-dialog.tsx');

/** The help, outside the first load. */
export const LazyHelpDialog = lazy(() => load().then((module) => ({ default: module.HelpDialog })));
