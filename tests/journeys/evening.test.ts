import { beforeAll, describe, expect, it } from '@jest/globals';
import { join, resolve } from 'node:path';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { readEvening } from '../../src/sources/recording/evening.ts';
import { createJourney } from '../support/journey.ts';
import type { Journey, Span } from '../support/journey.ts';
import { HARBOUR, SORBIER } from '../support/own-config.ts';

const CONFIG = resolve(import.meta.dirname, '../../config');
const END = 150;
const ALL: Span = [0, END];
/** Half a minute after the lights went out, for a story that begins ten seconds before minute 50. */
const AT_ONCE: Span = [49.8, 50.5];

const about = ({ title, why }: Opportunity, words: RegExp): boolean =>
  words.test(title) || why.some((one) => words.test(`${one.title} ${one.text}`));

describe('the demonstration evening, minute by minute', () => {
  let evening: Journey;

  beforeAll(async () => {
    evening = await createJourney(CONFIG);
    const { lines } = await readEvening(join(CONFIG, 'demo/evening.ndjson'));
    for (const { minute, raw } of lines) evening.at(minute, raw);
    await evening.play(END);
  }, 60_000);

  const lights = (opportunity: Opportunity): boolean =>
    about(opportunity, /panne de courant|plus de lumière|lights|floodlight|dans le noir|noir total/i);
  const coach = (opportunity: Opportunity): boolean =>
    about(opportunity, /\bcar de supporters|autocar|coach (carrying|crash|has)|drame de la corniche/i);
  const rumour = (opportunity: Opportunity): boolean => about(opportunity, /quintard.*(arrêt|arrest|garde à vue)/i);

  it.each([SORBIER, HARBOUR])('%s is alerted within half a minute when the lights go out', (brand) => {
    const { opportunity } = evening.want(
      AT_ONCE,
      `an alert of ${brand} about the lights`,
      (one) => one.brand === brand && one.level === 'alert' && one.state === 'open' && lights(one),
    );
    expect(opportunity.verdict.level).toBe('go');
    expect(opportunity.authors).toBeGreaterThanOrEqual(3);
    expect(Date.parse(opportunity.window.p50)).toBeGreaterThan(Date.parse(opportunity.updatedAt));
  });

  it.each([SORBIER, HARBOUR])('the moment of the lights is over for %s before the evening is', (brand) => {
    const { opportunity } = evening.want(
      AT_ONCE,
      'the alert',
      (one) => one.brand === brand && one.level === 'alert' && lights(one),
    );
    const { opportunity: closed } = evening.want(
      [51, END],
      'the end of it',
      (one) => one.id === opportunity.id && one.state === 'closed',
    );
    expect(closed.closedBecause?.code).toBeDefined();
    const after = evening.told.filter(({ opportunity: { id } }) => id === opportunity.id);
    expect(after.at(-1)!.opportunity.state).toBe('closed');
  });

  it.each([SORBIER, HARBOUR])('the accident never alerts %s, and ends behind a closed gate', (brand) => {
    evening.never(ALL, 'an alert about the accident', (one) => coach(one) && one.level === 'alert');
    const { opportunity } = evening.want(
      [70, 76],
      'a block',
      (one) => one.brand === brand && coach(one) && one.verdict.level === 'block',
    );
    expect(opportunity.score).toBe(0);
    const [reason] = opportunity.verdict.reasons;
    expect(reason!.signals.length).toBeGreaterThan(0);
    expect(reason!.words.length).toBeGreaterThan(0);
    // Whatever is said later, it does not open again.
    const { minute } = evening.want(
      [70, 76],
      'a block',
      (one) => one.id === opportunity.id && one.verdict.level === 'block',
    );
    evening.never([minute, END], 'an open gate', (one) => one.id === opportunity.id && one.verdict.level !== 'block');
  });

  it('one author who floods gets no card', () => {
    evening.never(ALL, 'a card of a single author', (one) => one.authors + one.outlets < 2);
  });

  it('nor does it speak for what others say', () => {
    evening.never(ALL, 'a card about a give-away', (one) => /gagne|concours|cadeau/i.test(one.title));
  });

  it('the rumour is never to be acted on', () => {
    evening.never(
      ALL,
      'a go and an alert about the rumour',
      (one) => rumour(one) && one.level === 'alert' && one.verdict.level === 'go',
    );
  });

  it('the goal of the goalkeeper and the chocolate in the tea alert whom they concern', () => {
    const alert = (one: Opportunity): boolean => one.level === 'alert' && one.verdict.level === 'go';
    // A quarter of an hour after the accident a person must look before the evening is light again.
    const looked = (one: Opportunity): boolean => one.level === 'alert' && one.verdict.level === 'review';
    evening.want([84, 87], 'the goal', (one) => looked(one) && about(one, /gardien|keeper|bertil/i));
    evening.want([102, 104], 'the tea', (one) => one.brand === SORBIER && alert(one) && about(one, /tablette|dunk/i));
  });
});
