import type { DraftVersion } from '../../src/contract/approval.ts';
import { Brand } from '../../src/contract/brand.ts';
import type { Card } from '../../src/contract/card.ts';
import type { Change } from '../../src/contract/change.ts';
import { DraftMoveRequest, NewDraftRequest } from '../../src/contract/draft.ts';
import type { Draft } from '../../src/contract/draft.ts';
import type { Freeze } from '../../src/contract/freeze.ts';
import type { Me, Role } from '../../src/contract/user.ts';
import { policyUnder } from '../../src/core/draft/approval-policy.ts';
import { mayGoOut } from '../../src/core/draft/may-go-out.ts';
import { newDraft } from '../../src/core/draft/new-draft.ts';
import { deadlineOf, moveDraft, possibleMoves } from '../../src/core/draft/workflow.ts';
import type { Moving } from '../../src/core/draft/workflow.ts';

interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Invented colleagues: whoever is signed in is another. */
export const MARC: Colleague = { id: 'marc', name: 'Marc', role: 'community-manager' };
export const NORA: Colleague = { id: 'nora', name: 'Nora', role: 'editor' };

/** Drafts in memory, moved by the real rules, answering as the API does. */
export interface ConsoleDrafts {
  readonly drafts: Map<string, Draft>;
  /** Bodies of what the console asked to be written, in order. */
  readonly asked: unknown[];
  of(brand: string): Draft[];
  /** A colleague begins a draft. */
  begin(opportunity: string, by: Colleague, said: string | NewDraftRequest): Draft;
  /** A colleague moves one. Throws where the rules do not let them. */
  act(id: string, by: Colleague, request: Omit<DraftMoveRequest, 'version'> & Record<string, unknown>): Draft;
  /** Lays another state over a draft, as the server would by itself. */
  put(draft: Draft): void;
  /** The answer to a request, or null where it is about something else. */
  answer(method: string, path: string, body: unknown): { status: number; value: unknown } | null;
}

interface World {
  readonly clock: () => number;
  readonly me: Me;
  readonly approval?: Brand['approval'] | undefined;
  readonly platforms?: Brand['platforms'] | undefined;
  card(id: string): Card | undefined;
  freezesOf(brand: string): Freeze[];
  push(brand: string, body: Change['body']): void;
}

export function createConsoleDrafts({ clock, me, approval, platforms, card, freezesOf, push }: World): ConsoleDrafts {
  const drafts = new Map<string, Draft>();
  const versions = new Map<string, DraftVersion[]>();
  const asked: unknown[] = [];
  const brandOf = (id: string) => {
    const name = me.brands.find((one) => one.id === id)?.name ?? id;
    return Brand.parse({ id, name, languages: ['fr'], ...(approval && { approval }), ...(platforms && { platforms }) });
  };

  function keep(draft: Draft, by: { id: string; name: string }): Draft {
    const texts = versions.get(draft.id) ?? [];
    const at = new Date(clock()).toISOString();
    const { version, text: words, variants, media } = draft;
    const text = { version, text: words, variants, media, by: { id: by.id, name: by.name }, at };
    if (texts.length < draft.version) versions.set(draft.id, [...texts, text]);
    put(draft);
    return draft;
  }

  function put(draft: Draft): void {
    drafts.set(draft.id, draft);
    push(draft.brand, { noun: 'draft', id: draft.id, value: draft });
  }

  function moving(draft: Draft, { id, name, role }: Colleague): Moving {
    const about = card(draft.opportunity)!;
    const brand = brandOf(draft.brand);
    const { verdict, window } = about.opportunity;
    return {
      ...{ person: { id, name }, roles: [role], verdict: verdict.level, at: clock() },
      ...{ mayWrite: role !== 'viewer', mayApprove: role === 'editor' },
      policy: policyUnder(brand.approval, verdict.level),
      barred: mayGoOut(about, freezesOf(draft.brand)),
      deadline: deadlineOf(window.p50, brand.publishMinutes),
    };
  }

  function myself(brand: string): Colleague {
    const rights = me.brands.find(({ id }) => id === brand)?.permissions ?? [];
    const role = rights.includes('approve') ? 'editor' : rights.includes('decide') ? 'community-manager' : 'viewer';
    return { id: me.id, name: me.name, role };
  }

  function begin(opportunity: string, by: Colleague, said: string | NewDraftRequest): Draft {
    const { brand } = card(opportunity)!.opportunity;
    const id = `draft-${drafts.size + 1}`;
    const request = NewDraftRequest.parse(typeof said === 'string' ? { text: said } : said);
    return keep(newDraft(request, { id, brand, opportunity, by, at: clock() }), by);
  }

  function move(draft: Draft, by: Colleague, body: unknown) {
    const outcome = moveDraft(draft, DraftMoveRequest.parse(body), moving(draft, by));
    if ('draft' in outcome) return { status: 200, value: { draft: keep(outcome.draft, by) } };
    const { refused } = outcome;
    const kind = refused.kind === 'barred' ? refused.by.kind : refused.kind;
    return problem(kind === 'no-right' ? 403 : 409, kind);
  }

  function detail(draft: Draft) {
    const circumstances = moving(draft, myself(draft.brand));
    const { policy, barred } = circumstances;
    const texts = versions.get(draft.id) ?? [];
    const moves = possibleMoves(draft, circumstances);
    return { draft, versions: texts, policy, moves, barred: barred?.kind ?? null };
  }

  function ofOpportunity(method: string, opportunity: string, body: unknown) {
    const own = [...drafts.values()].filter((draft) => draft.opportunity === opportunity);
    if (method === 'GET') return { status: 200, value: { drafts: own } };
    asked.push(body);
    const { brand } = card(opportunity)!.opportunity;
    return { status: 201, value: { draft: begin(opportunity, myself(brand), NewDraftRequest.parse(body)) } };
  }

  return {
    ...{ drafts, asked, begin, put },
    of: (brand) => [...drafts.values()].filter((draft) => draft.brand === brand && draft.state !== 'withdrawn'),
    act(id, by, request) {
      const draft = drafts.get(id)!;
      const answer = move(draft, by, { version: draft.version, ...request });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.value));
      return drafts.get(id)!;
    },
    answer(method, path, body) {
      const [, , noun = '', id = '', verb = ''] = path.split('/').map(decodeURIComponent);
      if (noun === 'brands' && id === '') return { status: 200, value: me.brands.map((one) => brandOf(one.id)) };
      if (noun === 'opportunities' && verb === 'drafts') return ofOpportunity(method, id, body);
      if (noun === 'opportunities' && verb === 'angles') return { status: 200, value: [] };
      if (noun !== 'drafts') return null;
      const draft = drafts.get(id);
      if (!draft) return problem(404, 'not-found');
      if (verb === 'outside' && method === 'GET') return { status: 200, value: [] };
      if (verb !== 'moves') return { status: 200, value: detail(draft) };
      asked.push(body);
      return move(draft, myself(draft.brand), body);
    },
  };
}

const problem = (status: number, type: string) => ({
  status,
  value: { type: `https://rebond.example/problems/${type}`, title: type, status, detail: type },
});
