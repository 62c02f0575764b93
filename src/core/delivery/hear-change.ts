import type { Card } from '../../contract/card.ts';
import type { Change } from '../../contract/change.ts';
import type { Draft } from '../../contract/draft.ts';
import type { Notice } from '../../contract/delivery.ts';
import type { Comment } from '../../contract/teamwork.ts';

/** Something in a change that somebody may want to be told, and of whom that depends. */
export interface News {
  /** The same thing has the same key wherever it comes up again. */
  readonly key: string;
  readonly notice: Notice;
  /** Whom alone it concerns; everybody where it is left out. */
  readonly for?: readonly string[];
  /** Who did it, and need not be told. */
  readonly doer?: string;
  /** What one must be able to do with it. */
  readonly needs: 'read' | 'approve';
}

/**
 * What a change says besides its alert, which depends on what a channel was told before. A change carries the whole noun,
 * so old news comes up again: it has its old key and its old time.
 */
export function newsIn(change: Change): News[] {
  const { body, brand } = change;
  switch (body.noun) {
    case 'card':
      return newsInCard(body.value);
    case 'draft':
      return newsInDraft(body.value);
    case 'comment':
      return newsInComment(body.value);
    case 'freeze': {
      const everything = body.id === '*';
      const about = { brand, level: 'urgent', ...(everything && { everything }) } as const;
      if (body.value === null) {
        const notice: Notice = { ...about, occasion: 'unfreeze', at: change.at, title: '' };
        return [{ key: `unfreeze:${body.id}:${change.at}`, notice, needs: 'read' }];
      }
      const { reason, by, at } = body.value;
      const notice: Notice = { ...about, occasion: 'freeze', at, title: reason, by: by.name };
      return [{ key: `freeze:${body.id}:${at}`, notice, doer: by.id, needs: 'read' }];
    }
    case 'moment':
      return [];
  }
}

function newsInCard({ opportunity, hold, assignment }: Card): News[] {
  const { id, brand, title } = opportunity;
  const about = { brand, opportunity: id, title };
  const news: News[] = [];
  if (hold !== null) {
    const notice: Notice = { ...about, occasion: 'hold', level: 'urgent', at: hold.at };
    news.push({ key: `hold:${id}:${hold.at}`, notice, needs: 'read' });
  }
  if (assignment !== null) {
    const { to, by, at } = assignment;
    const notice: Notice = { ...about, occasion: 'assignment', level: 'alert', at, by: by.name };
    news.push({ key: `assignment:${id}:${at}`, notice, for: [to.id], doer: by.id, needs: 'read' });
  }
  return news;
}

function newsInDraft(draft: Draft): News[] {
  const { id, brand, opportunity, state, sentAt, escalatedAt, deadline, author } = draft;
  const about = { brand, opportunity, draft: id, level: 'alert', ...(deadline && { until: deadline }) } as const;
  const title = excerpt(draft.text);
  const news: News[] = [];
  if (state === 'waiting' && sentAt !== undefined) {
    const notice: Notice = { ...about, occasion: 'approval', at: sentAt, title, by: author.name };
    news.push({ key: `approval:${id}:${sentAt}`, notice, doer: author.id, needs: 'approve' });
  }
  if (state === 'waiting' && escalatedAt !== undefined) {
    const notice: Notice = { ...about, occasion: 'escalation', at: escalatedAt, title, by: author.name };
    news.push({ key: `escalation:${id}:${escalatedAt}`, notice, needs: 'approve' });
  }
  for (const publication of draft.publications) {
    if (!isTrouble(publication.state)) continue;
    const { platform, updatedAt: at } = publication;
    const key = `publication:${publication.id}:${publication.state}:${publication.attempts}`;
    const notice: Notice = { ...about, occasion: 'publication', at, title, platform, state: publication.state };
    news.push({ key, notice, needs: 'read' });
  }
  return news;
}

function newsInComment({ id, brand, opportunity, text, by, at, mentions }: Comment): News[] {
  if (mentions.length === 0) return [];
  const about = { brand, opportunity, level: 'alert', at } as const;
  const notice: Notice = { ...about, occasion: 'mention', title: excerpt(text), by: by.name };
  return [{ key: `mention:${id}`, notice, for: mentions.map((person) => person.id), doer: by.id, needs: 'read' }];
}

/** Whether a person has to look at it. */
export const isTrouble = (state: string): boolean => state === 'failed' || state === 'unknown' || state === 'held';

const LONGEST = 200;

/** The first words, on one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST
    ? line
    : `${line
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
