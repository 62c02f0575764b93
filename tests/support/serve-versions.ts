import type { Page } from 'playwright-core';
import { toProblem } from '../../src/api/errors.ts';
import { orRefuse } from '../../src/api/routes/refuse-territory.ts';
import { Brand } from '../../src/contract/brand.ts';
import { BrandSettings } from '../../src/contract/territory-version.ts';
import type {
  ImportTerritoryRequest,
  PublishTerritoryRequest,
  RestoreTerritoryRequest,
  SaveTerritoryRequest,
} from '../../src/contract/territory-version.ts';
import type { TerritoryDesk } from '../../src/ports/territory.ts';

const ROBIN = 'robin';
const side = (asked: string | null) => (asked === null || asked === 'copy' ? 'copy' : Number(asked));

/** The product's own answers about versions of one brand's territory, for a page whose server invents the rest. */
export async function serveVersions(page: Page, brand: string, desk: TerritoryDesk): Promise<void> {
  const answers: Record<string, (body: never, url: URL) => unknown> = {
    'GET draft': () => desk.copy(brand),
    'GET revision': () => desk.place(brand),
    'POST draft': (body: SaveTerritoryRequest) => desk.save(brand, ROBIN, body),
    'POST check': (body: Pick<SaveTerritoryRequest, 'territory'>) => desk.check(body.territory),
    'POST publish': (body: PublishTerritoryRequest) => desk.publish(brand, ROBIN, body),
    'POST restore': (body: RestoreTerritoryRequest) => desk.restore(brand, ROBIN, body),
    'POST discard': ({ revision }: { revision: number }) => desk.discard(brand, ROBIN, revision),
    'POST import': (body: ImportTerritoryRequest) => desk.importYaml(brand, ROBIN, body),
    'GET versions': () => desk.versions(brand, null),
    'GET diff': (_: never, { searchParams }) =>
      desk.diff(brand, side(searchParams.get('from')), side(searchParams.get('to'))),
  };
  await page.route(`**/api/brands/${brand}/territory.yaml*`, async (route) => {
    await route.fulfill({ contentType: 'application/yaml', body: (await desk.exportYaml(brand, 'copy')) ?? '' });
  });
  const settings = Brand.parse({ id: brand, name: brand, languages: ['en'], voice: 'Warm, and never loud.' });
  await page.route(`**/api/brands/${brand}/settings`, (route) =>
    route.fulfill({
      json: route.request().method() === 'POST' ? settings : BrandSettings.strip().parse(settings),
    }),
  );
  await page.route(`**/api/brands/${brand}/territory/*`, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const answer = answers[`${request.method()} ${url.pathname.split('/').at(-1) ?? ''}`];
    if (!answer) return route.fallback();
    try {
      const body = (request.postData() === null ? null : request.postDataJSON()) as never;
      const done = (await answer(body, url)) as object;
      await route.fulfill({ json: url.pathname.endsWith('/check') ? done : orRefuse(done) });
    } catch (error) {
      const { problem } = toProblem(error);
      await route.fulfill({ status: problem.status, json: problem });
    }
  });
}
