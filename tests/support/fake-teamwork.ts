import type { AssignmentStore, CommentStore, PresenceBus, ViewStore } from '../../src/ports/newsroom.ts';
import type { Person } from '../../src/ports/people.ts';
import type { Colleague, Comment, SavedView } from '../../src/contract/teamwork.ts';
import { PERMISSIONS } from '../../src/contract/user.ts';
import type { FakeCards } from './fake-cards.ts';

export interface FakeTeamwork {
  readonly comments: CommentStore;
  readonly assignments: AssignmentStore;
  readonly views: ViewStore;
  readonly presence: PresenceBus;
}

/** What colleagues do together, in memory. */
export function createFakeTeamwork(people: ReadonlyMap<string, Person>, { cards }: FakeCards): FakeTeamwork {
  const comments = new Map<string, Comment>();
  const views = new Map<string, SavedView>();
  const listeners = new Set<(word: string | null) => void>();
  const colleagues = (brand: string): Colleague[] =>
    [...people.values()].flatMap(({ id, name, grants }) => {
      const roles = grants.filter((grant) => grant.brand === brand || grant.brand === '*').map(({ role }) => role);
      return roles.length > 0 ? [{ id, name, roles }] : [];
    });
  const viewsOf = (person: string) => [...views].flatMap(([key, view]) => (key.startsWith(`${person} `) ? [view] : []));

  return {
    comments: {
      of: (opportunity) => Promise.resolve([...comments.values()].filter((one) => one.opportunity === opportunity)),
      callsOf: (person, brands) =>
        Promise.resolve(
          [...comments.values()].filter(
            ({ brand, mentions }) => brands.includes(brand) && mentions.some(({ id }) => id === person),
          ),
        ),
      write: async (opportunity, request, by, at) => {
        const brand = await cards.brandOf(opportunity);
        if (brand === null) return { refused: 'not-found' };
        const team = new Map(colleagues(brand).map(({ id, name }) => [id, { id, name }]));
        if (request.mentions.some((id) => !team.has(id))) return { refused: 'no-colleague' };
        const key = `${by.id} ${request.key}`;
        const { text } = request;
        const mentions = request.mentions.flatMap((id) => team.get(id) ?? []);
        const fresh = { id: key, brand, opportunity, text, by, at: new Date(at).toISOString(), mentions };
        const comment = comments.get(key) ?? fresh;
        comments.set(key, comment);
        return comment.opportunity === opportunity ? comment : { refused: 'other-key' };
      },
    },
    assignments: {
      colleagues: (brand) => Promise.resolve(colleagues(brand)),
      assign: async (opportunity, to, by, at) => {
        const brand = await cards.brandOf(opportunity);
        const detail = brand === null ? null : await cards.get(brand, opportunity);
        if (brand === null || !detail) return { refused: 'not-found' };
        const colleague = colleagues(brand).find(({ id }) => id === to);
        const decides = colleague?.roles.some((role) => PERMISSIONS[role].includes('decide'));
        if (to !== null && (!colleague || !decides)) return { refused: 'cannot-decide' };
        const when = new Date(at).toISOString();
        const { opportunity: told, decision, hold } = detail;
        const assignment = colleague ? { to: { id: colleague.id, name: colleague.name }, by, at: when } : null;
        return { opportunity: told, decision, hold, assignment };
      },
    },
    views: {
      list: (person) => Promise.resolve(viewsOf(person)),
      save: (person, { name, search }, at) => {
        views.set(`${person} ${name}`, { name, search, at: new Date(at).toISOString() });
        return Promise.resolve(viewsOf(person));
      },
      remove: (person, name) => {
        views.delete(`${person} ${name}`);
        return Promise.resolve(viewsOf(person));
      },
    },
    presence: {
      tell: (word) => {
        for (const listener of listeners) setImmediate(listener, word);
        return Promise.resolve();
      },
      hear: (listener) => {
        listeners.add(listener);
        return Promise.resolve(() => Promise.resolve(void listeners.delete(listener)));
      },
    },
  };
}
