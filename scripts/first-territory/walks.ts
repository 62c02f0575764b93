import type { Walker } from './walker.ts';

interface Story {
  readonly name: string;
  readonly other: string;
  readonly trade: string;
  readonly subjects: readonly string[];
  readonly own: { readonly label: string; readonly words: string };
  readonly rivals: string;
  readonly never: readonly string[];
  readonly neverWords: string;
  readonly noise: readonly string[];
  /** The topic that is looked at in the editor. */
  readonly shown: string;
}

/** Both brands are invented. Competitors are invented, too, but for one that the recorded week speaks of. */
const MUSEUM: Story = {
  ...{ name: 'Halden Hall Museum', other: 'Halden Hall', trade: 'Museum and culture' },
  subjects: ['Archaeology and finds', 'Museums and exhibitions', 'Art and artists', 'Science and discoveries'],
  own: { label: 'Old computers', words: 'retro computing, vintage computer, floppy disk, computer history' },
  rivals: 'Marlowe Museum, Tidewater Gallery, British Museum',
  never: ['Religion'],
  neverWords: 'repatriation, looted',
  shown: 'Science and discoveries',
  noise: [],
};

const DRINK: Story = {
  ...{ name: 'Brisk Tide', other: 'BriskTide', trade: 'Drinks' },
  subjects: ['Running and marathons', 'Records and feats', 'Big sports nights', 'Cycling'],
  own: { label: 'Cricket', words: 'cricket, wicket, t20, county championship' },
  rivals: 'Ozone, Palewater, Lucozade',
  never: ['Accidents and disasters'],
  neverWords: 'caffeine overdose, heart attack',
  shown: 'Big sports nights',
  noise: ['Horoscopes'],
};

export const WALKS: Readonly<Record<string, (walker: Walker) => Promise<void>>> = {
  museum: (walker) => walk(walker, MUSEUM),
  drink: (walker) => walk(walker, DRINK),
};

/** The whole way as a new brand team goes it, from an installation without the brand to its working copy. */
async function walk(walker: Walker, story: Story): Promise<void> {
  const { page, url, press, write, look } = walker;
  const next = () => page.getByRole('button', { name: 'Next', exact: true });
  const check = (label: string) => page.getByRole('checkbox', { name: label });
  await page.goto(`${url}/new-brand`);
  await write(page.getByLabel('Name'), story.name);
  await look('new-brand');

  await press(page.getByRole('button', { name: 'Go on to its territory' }));
  await write(page.getByLabel(`What else do people call ${story.name}?`), story.other);
  await press(page.getByRole('radio', { name: story.trade }));
  await look('brand');

  await press(next());
  for (const subject of story.subjects) await press(check(subject));
  await write(page.getByLabel('A subject of your own'), story.own.label);
  await press(page.getByRole('button', { name: 'Add', exact: true }));
  await write(page.getByRole('group', { name: story.own.label }).getByLabel('Words in English'), story.own.words);
  await look('subjects');

  await press(next());
  await write(page.getByLabel('Three competitors'), story.rivals);
  await look('competitors');

  await press(next());
  for (const subject of story.never) await press(check(subject));
  await write(page.getByLabel('Words of your own'), story.neverWords);
  await look('never');

  await press(next());
  for (const pack of story.noise) await press(check(pack));
  await look('noise');

  await press(page.getByRole('button', { name: 'Open it in the editor' }));
  await page.locator('.cm-content').waitFor();
  const measured = page.waitForResponse(/lookback\/breadth$/);
  await press(page.getByRole('button', { name: story.shown, exact: true }));
  await measured;
  await look('editor');

  await press(page.getByText('Suggested terms'));
  await page.getByRole('region', { name: 'Terms to add' }).waitFor();
  await look('suggested', { part: page.getByText('Suggested terms') });
}
