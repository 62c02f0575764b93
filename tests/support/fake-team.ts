import type { WebSocket } from 'ws';
import type { Card } from '../../src/contract/card.ts';
import type { Change } from '../../src/contract/change.ts';
import type { ServerFrame } from '../../src/contract/frame.ts';
import type { Colleague, Comment, SavedView } from '../../src/contract/teamwork.ts';
import type { Me } from '../../src/contract/user.ts';

/** What the fake server knows of colleagues. */
export interface FakeTeam {
  readonly comments: Comment[];
  readonly views: SavedView[];
  readonly colleagues: Colleague[];
  /** What each line said it looks at. */
  readonly watching: Map<WebSocket, string | null>;
  /** Bodies of the comments received, also of those that were not answered. */
  readonly received: { text: string; mentions: string[]; key: string }[];
  /** The next comment is written, but its answer is lost. */
  loseNextAnswer: boolean;
  /** The answer to a request, `lost` where the connection is to break off, or null where it is none of the team's. */
  answer(method: string, path: string, body: unknown): { status: number; value: unknown } | 'lost' | null;
  /** A colleague says something. */
  say(opportunity: string, text: string, by: string, mentions?: string[]): void;
}

interface World {
  readonly clock: () => number;
  readonly me: Me;
  card(id: string): Card | undefined;
  put(card: Card): void;
  push(brand: string, body: Change['body']): void;
}

/** Invented, like everybody here. */
const COLLEAGUES: Colleague[] = [
  { id: 'nadia', name: 'Nadia Berger', roles: ['editor'] },
  { id: 'tom', name: 'Tom Okafor', roles: ['community-manager'] },
  { id: 'vic', name: 'Vic Lang', roles: ['viewer'] },
];

export function createFakeTeam({ clock, me, card, put, push }: World): FakeTeam {
  const at = () => new Date(clock()).toISOString();
  const people = [{ id: me.id, name: me.name, roles: ['community-manager' as const] }, ...COLLEAGUES];
  const named = (id: string) => {
    const { name } = people.find((one) => one.id === id) ?? { name: id };
    return { id, name };
  };
  const written = new Map<string, Comment>();

  function write(opportunity: string, text: string, by: string, mentions: string[], key: string): Comment {
    const known = written.get(key);
    if (known) return known;
    const brand = card(opportunity)?.opportunity.brand ?? '';
    const id = `comment-${String(team.comments.length + 1)}`;
    const made = { id, brand, opportunity, text, by: named(by), at: at(), mentions: mentions.map(named) };
    written.set(key, made);
    team.comments.push(made);
    push(brand, { noun: 'comment', id, value: made });
    return made;
  }

  function answerViews(method: string, verb: string | undefined, body: unknown) {
    const { name, search = '' } = body as { name: string; search?: string };
    const others = team.views.filter((view) => view.name !== name);
    if (method === 'POST') team.views.splice(0, Infinity, ...others, ...(verb ? [] : [{ name, search, at: at() }]));
    return { status: 200, value: team.views };
  }

  function answerOpportunity(found: Card, method: string, verb: string, body: unknown) {
    const { id } = found.opportunity;
    if (verb === 'assignment') {
      const { to } = body as { to: string | null };
      const assigned = { ...found, assignment: to === null ? null : { to: named(to), by: named(me.id), at: at() } };
      put(assigned);
      return { status: 200, value: assigned };
    }
    if (method !== 'POST') return { status: 200, value: team.comments.filter((one) => one.opportunity === id) };
    const asked = body as FakeTeam['received'][number];
    team.received.push(asked);
    const value = write(id, asked.text, me.id, asked.mentions, asked.key);
    if (!team.loseNextAnswer) return { status: 200, value };
    team.loseNextAnswer = false;
    return 'lost' as const;
  }

  const team: FakeTeam = {
    comments: [],
    views: [],
    colleagues: COLLEAGUES,
    watching: new Map(),
    received: [],
    loseNextAnswer: false,
    say: (opportunity, text, by, mentions = []) => void write(opportunity, text, by, mentions, `${by} ${text}`),
    answer(method, path, body) {
      const [, , noun, id = '', verb = ''] = path.split('/');
      if (noun === 'brands' && verb === 'people') return { status: 200, value: people };
      if (noun === 'me' && id === 'calls') {
        const calls = team.comments.filter(({ mentions }) => mentions.some((one) => one.id === me.id));
        return { status: 200, value: calls.toReversed() };
      }
      if (noun === 'me' && id === 'views') return answerViews(method, verb, body);
      const found = card(id);
      if (noun !== 'opportunities' || !found || !['comments', 'assignment'].includes(verb)) return null;
      return answerOpportunity(found, method, verb, body);
    },
  };
  return team;
}

/** Who is on it, as the server tells it. */
export const presenceFrame = (card: Card, ...ids: string[]): ServerFrame => ({
  type: 'presence',
  brand: card.opportunity.brand,
  opportunity: card.opportunity.id,
  people: COLLEAGUES.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name })),
});
