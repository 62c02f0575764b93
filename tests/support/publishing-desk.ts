import type { Drafter } from '../../src/ports/newsroom.ts';
import type { DestinationWay } from '../../src/contract/destination.ts';
import type { Draft } from '../../src/contract/draft.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { Platform } from '../../src/contract/platform.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createCards } from '../../src/store/cards.ts';
import { createDestinations } from '../../src/store/destinations.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createFreezes } from '../../src/store/freezes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createPublications } from '../../src/store/publications/publications.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { anOpportunity } from '../store/samples.ts';
import type { TestDatabase } from './postgres.ts';

export const ana: Drafter = {
  ...{ id: 'ana', name: 'Ana', roles: ['community-manager'] as const },
  ...{ mayWrite: true, mayApprove: false },
};
export const nora: Drafter = { ...ana, id: 'nora', name: 'Nora', roles: ['editor'], mayApprove: true };

/** Stores on a real database with what a test of publishing needs of them. `now`: milliseconds, moved by the test. */
export async function publishingDesk({ db }: TestDatabase, time: { now: number }) {
  const clock = () => time.now;
  const destinations = createDestinations({ db, box: createSecretBox('installation') });
  const drafts = createDrafts({ db });
  const cards = createCards({ db, clock });
  const ledger = createLedger({ db, clock });
  const claim = await ledger.claim('mentions', 0);
  const brands = createBrands({ db, clock });
  let position = 0;
  let names = 0;
  const pipelineWrites = (opportunity: Opportunity) =>
    ledger.commit(claim, { position: position++, effects: { opportunities: [opportunity], stories: [] } });

  return {
    ...{ destinations, drafts, cards, clock, pipelineWrites, freezes: createFreezes({ db }) },
    publications: createPublications({ db, open: destinations.openIn }),

    async brand(): Promise<string> {
      const id = `brand-${++names}`;
      await brands.put(Brand.parse({ id, name: id, languages: ['fr'] }));
      return id;
    },

    async destination(brand: string, way: DestinationWay, secret: string, platforms: Platform[]): Promise<string> {
      const kept = await destinations.add(brand, { label: `To ${way.kind}`, platforms, way, secret }, 'nora', time.now);
      if ('refused' in kept) throw new Error(kept.refused);
      return kept.id;
    },

    /** An accepted story with a draft that was approved. */
    async approved(
      brand: string,
      text = 'Lights out?',
      more: object = {},
    ): Promise<{ draft: Draft; opportunity: Opportunity }> {
      const opportunity = anOpportunity({ id: `story-${++names}`, brand });
      await pipelineWrites(opportunity);
      await cards.decide(opportunity.id, { action: 'accept' }, ana, time.now);
      const begun = done(await drafts.create(opportunity.id, { text, ...more }, ana, time.now));
      done(await drafts.move(begun.id, { move: 'send', version: 1 }, ana, time.now));
      return { opportunity, draft: done(await drafts.move(begun.id, { move: 'approve', version: 1 }, nora, time.now)) };
    },

    async read(draft: string): Promise<Draft> {
      return (await drafts.get(draft, ana, time.now))!.draft;
    },
  };
}

export type PublishingDesk = Awaited<ReturnType<typeof publishingDesk>>;

export function done(outcome: { readonly draft: Draft } | { readonly refused: unknown }): Draft {
  if ('refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.refused)}`);
  return outcome.draft;
}
