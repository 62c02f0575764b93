import type { Logger } from 'pino';
import packageJson from '../../package.json' with { type: 'json' };
import type { Clock, Context } from '../context.ts';
import { createStoryRules } from '../core/story/model.ts';
import { createPictureReader } from '../media/read-picture.ts';
import { createLinkPreviews } from '../outbound/link-preview.ts';
import { createPublisher } from '../publish/publish.ts';
import type { Settings } from '../settings/env.ts';
import { createCloseness } from './closeness.ts';
import { createDraftDesk } from './draft-desk.ts';
import type { Installation } from './installation.ts';
import type { loadRules } from './load-rules.ts';
import { createLookBackDesk } from './lookback-desk.ts';
import { createSentPictures } from './sent-pictures.ts';
import { openSuggestions } from './suggestion-desk.ts';
import { createTerritoryAid } from './territory-aid.ts';
import { createTerritoryDesk } from './territory-desk.ts';

interface Given extends Pick<Context, 'replays' | 'intake' | 'sources' | 'health'> {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: Clock;
  readonly installation: Installation;
  readonly config: Awaited<ReturnType<typeof loadRules>>;
  /** Address under which people reach the installation. */
  readonly url: string;
}

/** Everything that the doors ask for: what lies on the database, and the desks that work on it. */
export function openContext({ settings, installation, config, url, ...given }: Given): Context {
  const { clock, log } = given;
  const { accounts, archive } = installation;
  const drafts = createDraftDesk({ ...installation, clock, calendar: config.calendar, rules: config });
  const closeness = createCloseness({
    ...{ frequencies: config.frequencies, embedder: settings.embedder },
    failed: (why) => log.warn({ why }, 'closeness is told by words'),
  });
  const rules = { allowPrivate: settings.allowPrivate };
  const userAgent = `Rebond/${packageJson.version} (+${url})`;
  return {
    ...installation,
    ...accounts,
    ...given,
    accounts,
    calendar: config.calendar,
    frequencies: config.frequencies,
    drafts,
    publisher: createPublisher({ rules, pictures: createSentPictures(installation.media), clock }),
    pictures: createPictureReader(),
    linkPreviews: createLinkPreviews({ rules, userAgent }),
    territoryDesk: createTerritoryDesk({ history: installation.territoryHistory }),
    lookBack: createLookBackDesk({
      ...{ archive, clock, closeness },
      stories: createStoryRules(config.storyModel, config.frequencies),
    }),
    territoryAid: createTerritoryAid({ archive, clock, config, closeness }),
    suggestions: openSuggestions({ settings, installation, config, drafts, clock }),
  };
}
