interface ReaderOptions {
  read(): Promise<void>;
  failed(error: unknown): void;
  /** Calls later: what could not be read is read again. */
  again(later: () => void): void;
}

/**
 * Reads whenever it is called, never twice at once, and once more after the last call: what is read last is never older
 * than the last announcement.
 */
export function createReader({ read, failed, again }: ReaderOptions): () => void {
  let reading = false;
  let wanted = false;

  async function run(): Promise<void> {
    reading = true;
    while (wanted) {
      wanted = false;
      try {
        await read();
      } catch (error) {
        failed(error);
        again(ask);
      }
    }
    reading = false;
  }

  function ask(): void {
    wanted = true;
    if (!reading) void run();
  }

  return ask;
}
