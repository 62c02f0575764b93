import { lazy } from 'react';

/** The editor is fetched by those who open a territory. */
export const LazyRuleEditor = lazy(() =>
  import('./rule-editor.tsx').then(({ RuleEditor }) => ({ default: RuleEditor })),
);
