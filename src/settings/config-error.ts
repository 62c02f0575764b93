import type { Reason } from '../contract/common.ts';

/** What is wrong in a configuration file, and where. Lines and columns start at 1. */
export interface ConfigError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The same as a code with its values, for readers of other languages; where it is left out there is the message only. */
  readonly told?: Reason;
}

/** One error a line, as editors and terminals take it: `file:line:column: message`. */
export function formatConfigErrors(errors: readonly ConfigError[]): string {
  return errors.map((error) => `${error.file}:${error.line}:${error.column}: ${error.message}`).join('\n');
}

/** In reading order, each said once. */
export function sortConfigErrors(errors: readonly ConfigError[]): ConfigError[] {
  const once = new Map(errors.map((error) => [formatConfigErrors([error]), error]));
  return [...once.values()].sort(
    (a, b) =>
      a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.message.localeCompare(b.message),
  );
}
