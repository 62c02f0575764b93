import { Button } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { Day, Tone } from '../contract/moment.ts';
import { ADMIN_TABS } from './screens/admin/tabs.ts';
import { FeedScreen } from './screens/feed/feed-screen.tsx';
import { FeedSearch } from './screens/feed/feed-search.ts';
import { NotFound } from './shell/not-found.tsx';
import { Session } from './shell/session.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { useWords } from './ui/use-words.ts';

/** Whose calendar, from which day, and what of it. */
const CalendarSearch = z.object({
  brand: z.string().optional().catch(undefined),
  from: Day.optional().catch(undefined),
  tone: Tone.optional().catch(undefined),
  near: z.boolean().optional().catch(undefined),
  own: z.boolean().optional().catch(undefined),
  q: z.coerce.string().optional().catch(undefined),
});
type CalendarSearch = z.infer<typeof CalendarSearch>;

/** The draft that is looked at; none where only the queue is. */
const ApproveSearch = z.object({
  draft: z.string().optional().catch(undefined),
  view: z.literal('angles').optional().catch(undefined),
});
type ApproveSearch = z.infer<typeof ApproveSearch>;

/** Whose results, and of how many days. */
const ResultsSearch = z.object({
  brand: z.string().optional().catch(undefined),
  days: z.coerce.number().int().min(1).max(366).optional().catch(undefined),
});
type ResultsSearch = z.infer<typeof ResultsSearch>;

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

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./screens/calendar/calendar-screen.tsx'), 'CalendarScreen'),
  validateSearch: (search): CalendarSearch => CalendarSearch.parse(search),
});

const approve = createRoute({
  getParentRoute: () => root,
  path: '/approve',
  component: lazyRouteComponent(() => import('./screens/approve/approve-screen.tsx'), 'ApproveScreen'),
  validateSearch: (search): ApproveSearch => ApproveSearch.parse(search),
});

const results = createRoute({
  getParentRoute: () => root,
  path: '/results',
  component: lazyRouteComponent(() => import('./screens/results/results-screen.tsx'), 'ResultsScreen'),
  validateSearch: (search): ResultsSearch => ResultsSearch.parse(search),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: lazyRouteComponent(() => import('./screens/wall/wall-screen.tsx'), 'WallScreen'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./screens/account/account-screen.tsx'), 'AccountScreen'),
});

const territory = createRoute({
  getParentRoute: () => root,
  path: '/t/$brand',
  component: lazyRouteComponent(() => import('./screens/territory/territory-screen.tsx'), 'TerritoryScreen'),
});

const newBrand = createRoute({
  getParentRoute: () => root,
  path: '/new-brand',
  component: lazyRouteComponent(() => import('./screens/territory/wizard/new-brand-screen.tsx'), 'NewBrandScreen'),
});

const AdminSearch = z.object({ tab: z.enum(ADMIN_TABS).optional().catch(undefined) });
type AdminSearch = z.infer<typeof AdminSearch>;

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('./screens/admin/admin-screen.tsx'), 'AdminScreen'),
  validateSearch: (search): AdminSearch => AdminSearch.parse(search),
});

// One-time links: `Session` shows them before it asks who is there.
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation' });
const reset = createRoute({ getParentRoute: () => root, path: '/reset' });
const outside = createRoute({ getParentRoute: () => root, path: '/outside' });

export function createConsoleRouter() {
  return createRouter({
    routeTree: root.addChildren([
      feed,
      opportunity,
      approve,
      calendar,
      sources,
      results,
      territory,
      newBrand,
      wall,
      account,
      admin,
      invitation,
      reset,
      outside,
    ]),
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
