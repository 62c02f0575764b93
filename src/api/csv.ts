/** First characters by which a spreadsheet takes a cell for a formula, also behind blanks. */
const FORMULA = /^[\s\u{FEFF}]*[=+\-@\t\r＝＋－＠]/u;
const NEEDS_QUOTES = /[",\r\n]/;

type Cell = string | number | null;

/**
 * A CSV file (RFC 4180), with a byte order mark so that spreadsheets read it as UTF-8. Text that they would run is led by an
 * apostrophe; null is an empty cell.
 */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\u{FEFF}${rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`;

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  // A number is no formula, even where it is negative.
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
