import type { Opportunity } from '../../contract/opportunity.ts';
import { curveOf, explanatory, mainLanguage, plainEvidence, platformsOf, titleOf, velocityOf } from '../story/view.ts';
import type { Assessment, Loudness } from './assess.ts';
import type { LiveCard, LiveStory, Setting } from './live-story.ts';
import { viewWindow } from './window.ts';

const REASONS_SHOWN = 3;

const isoTime = (at: number): string => new Date(at).toISOString();

/** The opportunity as people and programs outside see it. */
export function describe(
  { story }: LiveStory,
  card: LiveCard,
  { burst, verdict, closing, inTime, topics, parts, score }: Assessment,
  loudness: Loudness,
  { brand, usual }: Setting,
  at: number,
): Opportunity {
  return {
    id: card.id,
    brand: brand.id,
    story: story.id,
    demonstration: brand.demonstration || story.evidence.some(({ source }) => source.startsWith('demo-')),
    state: card.state,
    // What people say at the end of a story is no name for it any more.
    title: story.phase.phase === 'fading' && card.said.title !== '' ? card.said.title : titleOf(story),
    lang: mainLanguage(story),
    openedAt: isoTime(card.openedAt),
    updatedAt: isoTime(at),
    firstAt: isoTime(story.firstAt),
    lastAt: isoTime(story.lastAt),
    phase: story.phase.phase,
    score,
    parts,
    ...loudness,
    verdict,
    window: viewWindow(closing),
    reactivityMinutes: brand.reactivityMinutes,
    inTime,
    topics,
    authors: story.authors.size,
    outlets: story.outlets.size,
    items: story.items,
    copies: story.copies,
    burst,
    velocity: velocityOf(story, at),
    why: explanatory(story, REASONS_SHOWN).map(plainEvidence),
    platforms: platformsOf(story),
    curve: curveOf(story, at, usual.rate),
  };
}
