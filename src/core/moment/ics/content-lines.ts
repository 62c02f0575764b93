/** One line of an iCalendar file (RFC 5545), unfolded: `NAME;PARAM=value:value`. Names are in capitals. */
export interface ContentLine {
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/** Octets of a line, its end not counted. */
const LONGEST = 75;

/** Lines in their order; a line that is none is left out. Takes any line ends, which programs write as they like. */
export function readContentLines(text: string): ContentLine[] {
  const unfolded: { line: number; text: string[] }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((raw, i) => {
      const last = unfolded.at(-1);
      if (last && (raw.startsWith(' ') || raw.startsWith('\t'))) last.text.push(raw.slice(1));
      else unfolded.push({ line: i + 1, text: [raw] });
    });
  return unfolded.flatMap(({ line, text }) => readLine(text.join(''), line) ?? []);
}

function readLine(text: string, line: number): ContentLine | null {
  const colon = outsideQuotes(text, ':')[0];
  if (colon === undefined) return null;
  const head = text.slice(0, colon);
  const [name = '', ...params] = cutAt(head, outsideQuotes(head, ';'));
  return {
    name: name.trim().toUpperCase(),
    params: new Map(params.map(readParam)),
    value: text.slice(colon + 1),
    line,
  };
}

/** Where a character stands that is not in a quoted value. */
function outsideQuotes(text: string, wanted: string): number[] {
  const places: number[] = [];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && text[i] === wanted) places.push(i);
  }
  return places;
}

const cutAt = (text: string, places: readonly number[]): string[] =>
  [-1, ...places].map((place, i) => text.slice(place + 1, places[i] ?? text.length));

function readParam(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 0) return [text.trim().toUpperCase(), ''];
  return [text.slice(0, equals).trim().toUpperCase(), text.slice(equals + 1).replaceAll('"', '')];
}

const ESCAPES: Record<string, string> = { n: '\n', N: '\n' };

export const unescapeText = (value: string): string =>
  value.replace(/\\(.)/gs, (_, escaped: string) => ESCAPES[escaped] ?? escaped);

/** A text as a value. Control characters have no place in the format. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');

/** A line with its end, folded so that no part of it is too long and no character is cut in two. */
export function foldLine(text: string): string {
  const lines: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      lines.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return `${[...lines, part].join('\r\n')}\r\n`;
}
