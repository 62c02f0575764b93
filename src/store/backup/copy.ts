import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type pg from 'pg';

/** What is used of the connection below a client: its types leave these out. */
interface Wire {
  readonly stream: Writable & { pause(): void; resume(): void };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** The driver calls these on a query of one's own. */
const SILENT = {
  handleRowDescription: () => undefined,
  handleDataRow: () => undefined,
  handleCommandComplete: () => undefined,
  handleEmptyQuery: () => undefined,
  handlePortalSuspended: () => undefined,
};

/** Runs `COPY … TO STDOUT` into a stream, no faster than the stream takes it. Resolves with the number of rows. */
export function copyOut(client: pg.Client, statement: string, sink: Writable): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    client.query({
      ...SILENT,
      submit: (wire: unknown) => (wire as Wire).query(statement),
      handleCopyData({ chunk }: { chunk: Buffer }, { stream }: Wire) {
        rows += 1;
        // The driver uses the memory again.
        if (sink.write(Buffer.from(chunk))) return;
        stream.pause();
        sink.once('drain', () => stream.resume());
      },
      handleReadyForQuery: () => resolve(rows),
      handleError: reject,
    });
  });
}

export interface CopyIn {
  /** Resolves when more may come. */
  write(rows: Buffer): Promise<void>;
  /** Resolves once the server has taken every row; rejects with what it says against one. */
  end(): Promise<void>;
}

/** Begins `COPY … FROM STDIN`. */
export async function copyIn(client: pg.Client, statement: string): Promise<CopyIn> {
  const done = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<Wire>();
  client.query({
    ...SILENT,
    submit: (wire: unknown) => (wire as Wire).query(statement),
    handleCopyInResponse: (wire: Wire) => begun.resolve(wire),
    handleReadyForQuery: () => done.resolve(undefined),
    handleError(error: Error) {
      begun.reject(error);
      done.reject(error);
    },
  });
  // Awaited at the end; until then a failure shows at the next write.
  done.promise.catch(() => undefined);
  const wire = await begun.promise;
  return {
    async write(rows) {
      wire.sendCopyFromChunk(rows);
      if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), done.promise]);
    },
    async end() {
      wire.endCopyFrom();
      await done.promise;
    },
  };
}
