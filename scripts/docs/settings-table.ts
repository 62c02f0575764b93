import { describeSettings } from '../../src/settings/env.ts';

const BEGIN = '<!-- settings: written by npm run schema -->';
const END = '<!-- /settings -->';

/** The text with the table of settings between its two markers made anew. Throws where a marker is missing. */
export function withSettingsTable(text: string): string {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw new Error(`README.md: put ${BEGIN} and ${END} where the table of settings belongs.`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${settingsTable()}\n\n${text.slice(to)}`;
}

/** Padded the way prettier pads tables, so that formatting changes nothing. */
function settingsTable(): string {
  const rows = describeSettings().map(({ name, default: fallback, meaning }) => [
    `\`${name}\``,
    fallback === null ? '–' : `\`${fallback}\``,
    meaning,
  ]);
  const all = [['setting', 'default', 'meaning'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const [head, ...body] = all.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}
