import type { WriterBook } from '../contract/writer-book.ts';
import { createTurnChooser, type Fits } from '../core/draft/template/choose-turns.ts';
import type { Writer } from '../ports/writer.ts';

/** Writes from the shipped turns: no network, the same brief gives the same. */
export function createTemplateWriter(books: readonly WriterBook[], fits: Fits): Writer {
  // Compiling the words holds the thread for a moment: not before somebody asks.
  let choose: ReturnType<typeof createTurnChooser> | undefined;
  return {
    async suggest(brief) {
      choose ??= createTurnChooser(books, fits);
      return { writer: 'template', proposals: choose(brief), notes: [] };
    },
  };
}
