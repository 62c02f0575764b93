import type { Topic } from '../topics.ts';
import type { LogRecord, Transport } from './transport.ts';

/** Milliseconds between two looks whether everything has been read. */
const LOOK_EVERY = 250;
const PAGE = 500;

type Page = readonly LogRecord[];

/**
 * Every record that a topic holds now, page by page, read by a consumer group of its own. What is appended meanwhile
 * does not lengthen the reading. For logs that forget a group nobody uses any more, as Kafka does.
 * @param group a name that nobody used before
 */
export async function* readAll(
  transport: Pick<Transport, 'consume' | 'lag'>,
  topic: Topic,
  group: string,
): AsyncGenerator<Page> {
  let left = await transport.lag(topic, group);
  if (left === 0) return;
  const pages = createHandover();
  const consumer = await transport.consume({
    topic,
    group,
    batch: PAGE,
    assign: async () => ({ handler: { handle: pages.offer, close: async () => undefined }, from: 'committed' }),
  });
  try {
    while (left > 0) {
      const page = (await pages.next(LOOK_EVERY))?.slice(0, left);
      if (page) {
        left -= page.length;
        yield page;
      } else if ((await transport.lag(topic, group)) === 0) return;
    }
  } finally {
    pages.end();
    await consumer.stop();
  }
}

/** Hands pages from a consumer to a reader, one at a time: the consumer waits until its page was taken. */
function createHandover() {
  const offered: { page: Page; taken: () => void }[] = [];
  let wake: () => void = () => undefined;
  let over = false;
  return {
    offer: (page: Page): Promise<void> =>
      over
        ? Promise.resolve()
        : new Promise((taken) => {
            offered.push({ page, taken });
            wake();
          }),
    /** The next page, or undefined where none comes in time. */
    async next(milliseconds: number): Promise<Page | undefined> {
      if (offered.length === 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
      }
      const first = offered.shift();
      first?.taken();
      return first?.page;
    },
    end(): void {
      over = true;
      for (const { taken } of offered) taken();
    },
  };
}
