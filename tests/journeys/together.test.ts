import { beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/contract/card.ts';
import { until } from '../support/app.ts';
import { createLine } from '../support/line.ts';
import type { Line } from '../support/line.ts';
import { describeNewsroom, isLive } from '../support/newsroom.ts';
import type { Worker } from '../support/newsroom.ts';
import { SORBIER } from '../support/own-config.ts';

describeNewsroom('colleagues at two browsers and a wall', {}, (room) => {
  let nora: Worker;
  let marc: Worker;
  /** Marc's, which is cut. */
  let line: Line;
  let story: Card;

  beforeAll(async () => {
    nora = await room.worker('Nora', 'editor');
    marc = await room.worker('Marc', 'community-manager', {
      prepare: async (page) => void (line = await createLine(page)),
    });
    await room.tell('snack', 'goûter géant Éléonore au parc, chocolat et guimauve pour tous');
    story = await room.card('éléonore');
  });

  const path = (verb: string) => `/api/opportunities/${story.opportunity.id}/${verb}`;
  const openPage = ({ page }: Worker) => page.goto(`${room.product.url}/o/${story.opportunity.id}`);
  const field = ({ page }: Worker) => page.getByRole('textbox', { name: 'Write a comment' });
  const comments = ({ page }: Worker) => page.getByRole('region', { name: 'Comments' }).getByRole('listitem');
  const say = ({ api }: Worker, text: string, mentions: string[] = []) =>
    api.post(path('comments'), { text, mentions, key: crypto.randomUUID() });

  it('a colleague who is called sees it, and each sees that the other is on it', async () => {
    await openPage(marc);
    await field(marc).pressSequentially('What do you think, @no');
    await marc.page.getByRole('option', { name: 'Nora' }).click();
    await marc.page.getByRole('button', { name: 'Send' }).click();
    await nora.page.getByRole('button', { name: '1 colleague called you' }).click();
    await nora.page.getByRole('dialog').getByRole('link').filter({ hasText: 'Marc called you' }).click();
    await comments(nora).filter({ hasText: 'What do you think, @Nora' }).getByText('calls you').waitFor();
    await nora.page.getByText('Marc is on it').waitFor();
    await marc.page.getByText('Nora is on it').waitFor();
    await nora.page.goto(room.product.url);
    await marc.page.getByText('Nora is on it').waitFor({ state: 'detached' });
    await nora.page.getByText('Marc is on it').waitFor();
  });

  it('the line is cut while a comment is typed: nothing is lost, and exactly what was missed arrives', async () => {
    await openPage(marc);
    await isLive(marc.page);
    await field(marc).pressSequentially('I begin before the cut');
    const before = line.connections.length;
    const seen = line.lastSeq();
    await line.cut();
    await marc.page.getByText('offline since').waitFor();
    await field(marc).pressSequentially(', go on without a line');
    const missed = Array.from({ length: 19 }, (_, n) => `While you were away: ${n + 1}`);
    for (const text of missed) expect((await say(nora, text)).status).toBe(200);
    expect((await nora.api.post(path('assignment'), { to: await idOf('Marc') })).status).toBe(200);
    await marc.page.getByRole('button', { name: 'Send' }).click();
    await comments(marc).getByText('on its way').waitFor();
    await field(marc).pressSequentially('The next one is begun');

    await line.mend();
    await isLive(marc.page);
    await marc.page.getByText('on its way').waitFor({ state: 'detached' });
    await comments(nora).or(nora.page.getByRole('article')).first().waitFor();
    expect(await field(marc).inputValue()).toBe('The next one is begun');
    const texts = ((await marc.api.get(path('comments'))).body as { text: string }[]).map(({ text }) => text);
    expect(texts.slice(-20)).toEqual([...missed, 'I begin before the cut, go on without a line']);
    await until('each comment once on the page', async () => (await comments(marc).count()) === texts.length);
    await marc.page.getByText('yours', { exact: true }).waitFor();

    const back = line.connections.slice(before).flat();
    expect(back.filter(({ type }) => type === 'snapshot')).toEqual([]);
    const numbers = back.flatMap((frame) => (frame.type === 'change' ? [frame.change.seq] : []));
    expect(numbers).toEqual(numbers.map((_, index) => seen + 1 + index));
    const nouns = back.flatMap((frame) => (frame.type === 'change' ? [frame.change.body.noun] : []));
    expect(nouns.filter((noun) => noun === 'comment')).toHaveLength(missed.length + 1);

    await marc.page.reload();
    await field(marc).waitFor();
    expect(await field(marc).inputValue()).toBe('The next one is begun');
  });

  it('a viewer’s wall outlives a restart of the server, and shows what came after it', async () => {
    const vic = await room.worker('Vic', 'viewer');
    await vic.page.goto(`${room.product.url}/wall`);
    await vic.page.getByRole('heading', { level: 2, name: story.opportunity.title }).waitFor();
    await vic.page.evaluate(() => Object.assign(window, { sameDocument: true }));
    expect((await say(vic, 'I only read')).status).toBe(403);
    expect((await vic.api.post(path('assignment'), { to: null })).status).toBe(403);
    await room.restart(() => vic.page.getByText('offline since').waitFor());
    await isLive(vic.page);
    await room.tell('parade', 'parade des chocolatiers Anatole dans toute la ville, gâteaux pour tous');
    await vic.page.getByRole('heading', { level: 2, name: /anatole/i }).waitFor();
    expect(await vic.page.evaluate(() => 'sameDocument' in window)).toBe(true);
    expect(await vic.page.getByRole('button').count()).toBe(0);
    expect(room.complaints).toEqual([]);
  });

  async function idOf(name: string): Promise<string> {
    const { body } = await nora.api.get(`/api/brands/${SORBIER}/people`);
    return (body as { id: string; name: string }[]).find((one) => one.name === name)?.id ?? '';
  }
});
