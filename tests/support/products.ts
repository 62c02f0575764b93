import { freePort, intakeToken, makeFolder, removeFolder, startProduct, until } from './app.ts';
import type { Ended, Product, ProductOptions } from './app.ts';
import { ownConfig } from './own-config.ts';

/** A folder with configuration and data of its own, and the products that were started on it. */
export interface Installation {
  readonly options: ProductOptions;
  start(more?: Partial<ProductOptions>): Promise<Product>;
  token(): Promise<string>;
  /** Ends what still runs and removes the folder. */
  remove(): Promise<void>;
}

/** `evening`: plays the demonstration; otherwise the same brands stand there as ordinary ones and nothing happens. */
export async function createInstallation(
  settings: Readonly<Record<string, string>> = {},
  { evening = false }: { evening?: boolean } = {},
): Promise<Installation> {
  const folder = await makeFolder();
  const config = await ownConfig(folder, { evening });
  const port = await freePort();
  const options = {
    data: `${folder}/var`,
    port,
    settings: { REBOND_CONFIG: config, REBOND_PORT: String(port), ...settings },
  };
  const started: Product[] = [];
  return {
    options,
    async start(more = {}) {
      const all = { ...options, ...more, settings: { ...options.settings, ...more.settings } };
      const product = await startProduct(all);
      started.push(product);
      return product;
    },
    token: () => intakeToken(options),
    async remove() {
      await Promise.all(started.map((product) => product.stop()));
      await removeFolder(folder);
    },
  };
}

/** How it ended; throws where it has not ended by then. */
export async function endsWithin(product: Product, milliseconds: number): Promise<Ended> {
  let ended: Ended | undefined;
  void product.ended.then((how) => (ended = how));
  return until('the product ends', () => ended, milliseconds);
}
