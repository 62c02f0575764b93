import type { Page } from 'playwright-core';
import type { Words } from '../../src/console/words/en.ts';
import { SORBIER } from '../../tests/support/own-config.ts';
import type { Scene, Stage } from './scene.ts';

const live = ({ page, words }: Stage) =>
  page
    .getByRole('status')
    .filter({ hasText: new RegExp(`${words.connection.label}\\s+${words.connection.live}`) })
    .waitFor();

const at = (path: string, waitFor?: (stage: Stage) => Promise<unknown>) => async (stage: Stage) => {
  await stage.go(path);
  await waitFor?.(stage);
};

const opportunity = (id: string) => `/o/${encodeURIComponent(id)}`;
const feed = async (stage: Stage) => {
  await stage.go('/');
  await live(stage);
  await stage.page.getByRole('article').first().waitFor();
};
const menu = async ({ page, words }: Stage, item: string) => {
  await page.getByRole('button', { name: words.app.menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first();
const toBottom = (page: Page) => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));

function dialogue(name: string, shows: string, open: (stage: Stage) => Promise<void>): Scene {
  return {
    name,
    shows,
    arrange: async (stage) => {
      await open(stage);
      await stage.page.getByRole('dialog').first().waitFor();
    },
  };
}

const fromMenu = (item: (words: Words) => string) => async (stage: Stage) => {
  await feed(stage);
  await menu(stage, item(stage.words));
};

const inOpportunity =
  (which: 'written' | 'blocked' | 'held', region: (words: Words) => string): Scene['arrange'] =>
  async (stage) => {
    await stage.go(opportunity(stage.room.opportunity[which]));
    const part = stage.page.getByRole('region', { name: region(stage.words) }).first();
    await part.waitFor();
    await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await stage.page.evaluate(() => window.scrollBy(0, -110));
  };

const territory = async (stage: Stage) => {
  await stage.go(`/t/${SORBIER}`);
  await stage.page.locator('.cm-content').waitFor();
};

export const SCENES: readonly Scene[] = [
  { name: 'feed', shows: 'the live feed during the demonstration', main: true, arrange: feed },
  {
    name: 'feed-filters',
    shows: 'the feed with its filters and saved views open',
    arrange: async (stage) => {
      await feed(stage);
      await stage.page.getByRole('button', { name: stage.words.team.filters.more }).click();
    },
  },
  {
    name: 'feed-aside',
    shows: 'nothing put aside: the empty state of a view',
    arrange: at('/?view=aside', live),
  },
  {
    name: 'feed-offline',
    shows: 'the line is cut',
    arrange: async (stage) => {
      await stage.page.routeWebSocket('**/api/live', (line) => {
        const server = line.connectToServer();
        server.onMessage((data) => line.send(data));
        void stage.page.exposeFunction('cutTheLine', () => line.close({ code: 1001 })).catch(() => undefined);
      });
      await feed(stage);
      await stage.page.context().setOffline(true);
      await stage.page.evaluate('cutTheLine()');
      await stage.page
        .getByText(new RegExp(stage.words.connection.offline.split('{{')[0]!.trim()))
        .first()
        .waitFor();
    },
  },
  {
    name: 'tour',
    shows: 'the first-run tour beside the feed',
    arrange: async (stage) => {
      await feed(stage);
      await menu(stage, stage.words.admin.account.tour);
      await stage.page.getByRole('region', { name: stage.words.admin.tour.label }).waitFor();
    },
  },
  {
    name: 'opportunity',
    shows: 'an opportunity that was accepted, its draft waiting',
    main: true,
    arrange: async (stage) => {
      await stage.go(opportunity(stage.room.opportunity.written));
      await stage.page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  {
    name: 'opportunity-draft',
    shows: 'the draft, its checks and its standing',
    arrange: inOpportunity('written', (w) => w.drafts.title),
  },
  {
    name: 'opportunity-evidence',
    shows: 'the evidence, grouped',
    arrange: inOpportunity('written', (w) => w.opportunity.evidence),
  },
  {
    name: 'opportunity-comments',
    shows: 'comments of colleagues',
    arrange: inOpportunity('written', (w) => w.team.comments.title),
  },
  {
    name: 'opportunity-history',
    shows: 'everything that happened',
    arrange: inOpportunity('written', (w) => w.opportunity.history),
  },
  {
    name: 'opportunity-held',
    shows: 'accepted, then held: the story turned',
    arrange: async (stage) => {
      await stage.go(opportunity(stage.room.opportunity.held));
      await stage.page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  dialogue('override', 'accepting against the gate', async (stage) => {
    await stage.go(opportunity(stage.room.opportunity.blocked));
    await stage.page.getByRole('button', { name: stage.words.gate.override.open }).first().click();
  }),
  dialogue('dismiss', 'putting a card aside, with a reason', async (stage) => {
    await feed(stage);
    const accept = stage.page.getByRole('button', { name: stage.words.card.accept, exact: false });
    await stage.page.getByRole('article').filter({ has: accept }).first().focus();
    await stage.page.keyboard.press('d');
  }),
  {
    name: 'approve',
    shows: 'approvals: the queue, a draft beside its story',
    main: true,
    arrange: (stage) => stage.go(`/approve?draft=${stage.room.draft}`),
  },
  { name: 'approve-queue', shows: 'what waits for approval', arrange: at('/approve') },
  dialogue('approve-reject', 'rejecting a draft', async (stage) => {
    await stage.go(`/approve?draft=${stage.room.draft}`);
    await stage.page.getByRole('button', { name: stage.words.drafts.act.reject }).first().click();
  }),
  { name: 'calendar', shows: 'key dates of a brand', main: true, arrange: at(`/calendar?brand=${SORBIER}`) },
  dialogue('calendar-own', 'a date of the brand’s own', async (stage) => {
    await stage.go(`/calendar?brand=${SORBIER}`);
    await stage.page.getByRole('button', { name: stage.words.calendar.add }).first().click();
  }),
  dialogue('calendar-import', 'dates from another program', async (stage) => {
    await stage.go(`/calendar?brand=${SORBIER}`);
    await stage.page.getByRole('button', { name: stage.words.calendar.import }).first().click();
  }),
  { name: 'results', shows: 'the funnel and the newsroom clock', main: true, arrange: at(`/results?brand=${SORBIER}`) },
  {
    name: 'results-below',
    shows: 'results by topic, platform and hour',
    arrange: async (stage) => {
      await stage.go(`/results?brand=${SORBIER}`);
      await heading(stage.page, stage.words.results.title).waitFor();
      await toBottom(stage.page);
    },
  },
  { name: 'sources', shows: 'sources and how they do', arrange: at('/sources') },
  { name: 'wall', shows: 'the wall', arrange: at('/wall') },
  ...(['people', 'tokens', 'audit', 'health'] as const).map((tab) => ({
    name: `admin-${tab}`,
    shows: `administration: ${tab}`,
    arrange: at(`/admin?tab=${tab}`),
  })),
  dialogue('admin-invite', 'inviting somebody', async (stage) => {
    await stage.go('/admin');
    await stage.page.getByRole('button', { name: stage.words.admin.people.invite }).click();
  }),
  { name: 'account', shows: 'one’s own account', arrange: at('/account') },
  {
    name: 'account-below',
    shows: 'one’s own account: second factor and sessions',
    arrange: async (stage) => {
      await stage.go('/account');
      await stage.page.getByRole('heading', { name: stage.words.admin.account.sessions }).waitFor();
      await toBottom(stage.page);
    },
  },
  {
    name: 'menu',
    shows: 'the menu',
    arrange: async (stage) => {
      await feed(stage);
      await stage.page.getByRole('button', { name: stage.words.app.menu }).click();
    },
  },
  {
    name: 'calls',
    shows: 'who called',
    arrange: async (stage) => {
      await feed(stage);
      await stage.page.getByRole('button', { name: /1 (colleague|collègue)/ }).click();
    },
  },
  dialogue(
    'help',
    'the keys',
    fromMenu((words) => words.app.shortcuts),
  ),
  dialogue(
    'notifications',
    'how this device disturbs',
    fromMenu((words) => words.team.notify.open),
  ),
  dialogue(
    'freeze',
    'freezing',
    fromMenu((words) => words.gate.freeze.open),
  ),
  {
    name: 'territory',
    shows: 'the rules of a brand, with what they find',
    main: true,
    arrange: territory,
  },
  {
    name: 'territory-below',
    shows: 'settings of a topic, suggested terms and noise',
    arrange: async (stage) => {
      await territory(stage);
      await toBottom(stage.page);
    },
  },
  dialogue('territory-versions', 'the versions of a territory', async (stage) => {
    await territory(stage);
    await stage.page.getByRole('button', { name: stage.words.versions.history, exact: true }).click();
  }),
  { name: 'new-brand', shows: 'a new brand is begun', arrange: at('/new-brand') },
  { name: 'angles', shows: 'angles approved in advance', arrange: at('/approve?view=angles') },
  dialogue('angle-proposed', 'an angle is proposed', async (stage) => {
    await stage.go('/approve?view=angles');
    await stage.page.getByRole('button', { name: stage.words.angles.propose }).first().click();
  }),
  { name: 'not-found', shows: 'no such address', arrange: at('/nowhere') },
  { name: 'sign-in', shows: 'signing in', stranger: true, arrange: at('/') },
  { name: 'invitation', shows: 'an invitation', stranger: true, arrange: (stage) => stage.go(stage.room.invitation) },
  { name: 'reset', shows: 'a new password', stranger: true, arrange: (stage) => stage.go(stage.room.reset) },
  { name: 'link-spent', shows: 'a link that is spent', stranger: true, arrange: at('/invitation#spent-long-ago') },
];

/** Once everything is frozen. */
export const FROZEN_SCENES: readonly Scene[] = [
  { name: 'frozen-feed', shows: 'the feed while everything is frozen', arrange: feed },
  {
    name: 'frozen-approve',
    shows: 'approvals while everything is frozen',
    arrange: (stage) => stage.go(`/approve?draft=${stage.room.draft}`),
  },
  dialogue('frozen-lift', 'lifting a freeze', async (stage) => {
    await feed(stage);
    await stage.page.getByRole('button', { name: stage.words.gate.freeze.lift }).first().click();
  }),
];

/** Where nobody has done anything yet. */
export const EMPTY_SCENES: readonly Scene[] = [
  { name: 'empty-feed', shows: 'no card', arrange: at('/', live) },
  { name: 'empty-approve', shows: 'nothing waits', arrange: at('/approve', live) },
  { name: 'empty-results', shows: 'no results yet', arrange: at('/results') },
  { name: 'empty-sources', shows: 'no source', arrange: at('/sources') },
  { name: 'empty-wall', shows: 'a wall with nothing to say', arrange: at('/wall') },
];
