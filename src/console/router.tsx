import { Button } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { Phase } from '../contract/story.ts';
import { FeedScreen } from './screens/feed/feed-screen.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Session } from './shell/session.tsx';
import { VIEWS } from './state/select.ts';
import { EmptyState } from './ui/empty-state.tsx';
import { useWords } from './ui/use-words.ts';

/** The feed's filters live in the address, so that a view can be kept and shared. Nonsense is left out. */
const FeedSearch = z.object({
  view: z.enum(VIEWS).optional().catch(undefined),
  brand: z.string().optional().catch(undefined),
  phase: Phase.optional().catch(undefined),
  q: z.coerce.string().optional().catch(undefined),
});
export type FeedSearch = z.infer<typeof FeedSearch>;

const root = createRootRoute({ component: Session, notFoundComponent: NotFound, errorComponent: Broken });

const feed = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: FeedScreen,
  validateSearch: (search): FeedSearch => FeedSearch.parse(search),
});

const opportunity = createRoute({
  getParentRoute: () => root,
  path: '/o/$id',
  component: lazyRouteComponent(() => import('./screens/opportunity/opportunity-screen.tsx'), 'OpportunityScreen'),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  component: lazyRouteComponent(() => import('./screens/sources/sources-screen.tsx'), 'SourcesScreen'),
});

export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([feed, opportunity, sources]),
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}

function Broken() {
  const { t } = useWords();
  return (
    <EmptyState title={t('app.broken')} hint={t('app.brokenDo')}>
      <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
    </EmptyState>
  );
}
