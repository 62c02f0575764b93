import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { QueryCheck, QueryExplanation, TerritoryExplanation } from '../../src/contract/query.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { cookieOf, OWN } from '../support/fake-context.ts';

function ask(path: string, body: object) {
  const { app } = createTestApi();
  return request(app).post(path).set('Origin', ORIGIN).set('Cookie', cookieOf('viewer')).send(body);
}

const check = async (query: string, lists = {}) => {
  const { body, status } = await ask('/api/queries/check', { query, lists });
  expect(status).toBe(200);
  return QueryCheck.parse(body);
};
const explain = (query: string, signal: object, lists = {}) => ask('/api/queries/explain', { query, lists, signal });

describe('a query that is being typed', () => {
  it('is shown as it is understood', async () => {
    const { printed, tree, errors, tokens } = await check('Choc* noir OR list:rivals', { rivals: ['Otterbeck'] });
    expect(printed).toBe('(choc* AND noir) OR list:rivals');
    expect(errors).toEqual([]);
    expect(tree).toMatchObject({
      text: 'OR',
      children: [
        { text: 'AND', children: [{ text: 'choc*', from: 0, to: 5 }, { text: 'noir' }] },
        { text: 'list:rivals' },
      ],
    });
    expect(tokens.map(({ kind }) => kind)).toEqual(['word', 'word', 'or', 'field', 'word']);
  });

  it('has each error at its place, in both languages, beside what was understood', async () => {
    const { printed, errors, tree } = await check('cacao AND (noir OR ab*');
    expect(printed).toBeNull();
    expect(errors.map(({ from, to }) => [from, to])).toEqual([
      [10, 11],
      [19, 22],
    ]);
    for (const { message } of errors) expect([message.en.length, message.fr.length]).not.toContain(0);
    expect(tree).toMatchObject({ text: 'AND', children: [{ text: 'cacao' }, { text: 'noir' }] });
  });

  it('has what is doubtful about it, too', async () => {
    const { printed, warnings } = await check('thé AND the OR cacao');
    expect(printed).not.toBeNull();
    expect(warnings.map(({ from, severity }) => [from, severity])).toEqual([
      [0, 'warning'],
      [8, 'hint'],
    ]);
  });

  it('may be empty, and may not be endless', async () => {
    expect((await check('')).tree).toBeNull();
    expect((await ask('/api/queries/check', { query: 'a'.repeat(20_001) })).status).toBe(400);
    const lists = { many: Array.from({ length: 5_000 }, (_, i) => `w${i}`), more: ['one'] };
    expect((await ask('/api/queries/check', { query: 'a', lists })).status).toBe(400);
  });

  it('of any length the language allows is checked; past some it is not searched for doubts, and says so', async () => {
    const query = Array.from({ length: 2_000 }, (_, i) => `w${i}*`.padStart(6, 'x')).join(' OR ');
    const { printed, warnings } = await check(query);
    expect(printed).not.toBeNull();
    expect(warnings.map(({ message }) => message.en)).toEqual([expect.stringContaining('rebond check')]);
  });
});

describe('a query and a signal', () => {
  it('are explained clause by clause, with the places', async () => {
    const { body } = await explain('cacao AND (noir OR lait)', { title: 'Le CACAO', text: 'tout noir' });
    const { holds, change, explanation, text } = QueryExplanation.parse(body);
    expect([holds, change, text]).toEqual([true, null, 'tout noir']);
    expect(explanation.children).toMatchObject([
      { holds: true, hits: [{ field: 'title', from: 3, to: 8, words: 'CACAO' }] },
      { holds: true, children: [{ holds: true }, { holds: false, hits: [] }] },
    ]);
  });

  it('that do not fit come with the smallest change', async () => {
    const { body } = await explain('cacao NEAR/1 noir', { text: 'cacao très très noir' });
    const { holds, change } = QueryExplanation.parse(body);
    expect(holds).toBe(false);
    expect(change).toMatchObject({ query: 'cacao NEAR/2 noir', edits: [{ kind: 'widen' }] });
  });

  it('may use everything the intake takes, and lists', async () => {
    const signal = { text: 'Otterbeck', author: { id: '1', followers: 5_000 }, url: 'https://www.example.org/a' };
    const { body } = await explain('list:rivals followers:>=1k site:example.org', signal, { rivals: ['otterbeck'] });
    expect(QueryExplanation.parse(body).holds).toBe(true);
  });

  it('are refused in words: a query with errors, a signal without words, too much at once', async () => {
    const broken = await explain('(cacao', { text: 'cacao' });
    expect([broken.status, broken.body.errors[0].path]).toEqual([400, 'query:0']);
    expect((await explain('cacao', { url: 'https://example.org' })).status).toBe(400);
    const long = Array.from({ length: 1_000 }, (_, i) => `abc${i}*`).join(' OR ');
    const lists = { many: Array.from({ length: 3_000 }, (_, i) => `m${i}`) };
    expect((await explain('list:many', { text: 'm7' }, lists)).status).toBe(200);
    const often = Array.from({ length: 4 }, () => 'list:many').join(' OR ');
    expect((await explain(often, { text: 'm7' }, lists)).status).toBe(413);
    expect((await ask('/api/queries/check', { query: often, lists })).status).toBe(413);
    const words = Array.from({ length: 12_000 }, (_, i) => `w${i}`).join(' ');
    const much = await explain(long, { text: words });
    expect([much.status, much.body.type]).toEqual([413, '/api/docs#problem/too-large']);
    expect((await explain(long, { text: 'abc7' })).status).toBe(200);
    expect((await explain('cacao', { text: words })).status).toBe(200);
  });
});

describe('why a signal lies in a territory', () => {
  it('is told topic by topic', async () => {
    const { body, status } = await ask(`/api/brands/${OWN}/explain`, { signal: { text: 'The STADIUM sings' } });
    expect(status).toBe(200);
    const { topics, version } = TerritoryExplanation.parse(body);
    expect(version).toBe(1);
    expect(topics.map(({ topic, noGo }) => [topic, noGo])).toEqual([['sport', false]]);
    expect(topics[0]?.query).toMatchObject({ holds: true, explanation: { hits: [{ words: 'STADIUM' }] } });
  });
});
