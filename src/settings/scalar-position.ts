/** Where a YAML scalar stands in its file. `source` is the scalar as written, with its quotes or block header. */
interface WrittenScalar {
  readonly source: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

/**
 * Position in the written scalar of a character of its value. Folding, indentation, quotes and escapes lie between
 * the two, but never change the visible characters: the n-th of the value is the n-th of the source.
 */
export function offsetInSource(written: WrittenScalar, value: string, offset: number): number {
  const visibleBefore = [...visible(value.slice(0, offset))].length;
  const target = value.slice(offset, offset + 1);
  const marks = sourceMarks(written);
  if (/\S/.test(target) && visibleBefore < marks.length) return marks[visibleBefore]!.from;
  const last = marks[Math.min(visibleBefore, marks.length) - 1];
  const blanksSince = value.slice(0, offset).length - value.slice(0, offset).trimEnd().length;
  return last === undefined ? (marks[0]?.from ?? 0) : last.to + blanksSince;
}

function* visible(text: string): Generator<string> {
  for (const unit of text.split('')) if (/\S/.test(unit)) yield unit;
}

/** Every visible character of the value, as the stretch of source that stands for it. */
function sourceMarks({ source, style }: WrittenScalar): { from: number; to: number }[] {
  const marks: { from: number; to: number }[] = [];
  const quoted = style === 'single' || style === 'double';
  const end = quoted ? source.length - 1 : source.length;
  let at = style === 'block' ? source.indexOf('\n') + 1 : quoted ? 1 : 0;
  while (at < end) {
    const length =
      style === 'double' ? escapeLength(source, at) : style === 'single' && source.startsWith("''", at) ? 2 : 1;
    const isBlank = length === 1 ? /\s/.test(source[at]!) : style === 'double' && isBlankEscape(source, at);
    if (!isBlank) marks.push({ from: at, to: at + length });
    at += length;
  }
  return marks;
}

function escapeLength(source: string, at: number): number {
  if (source[at] !== '\\') return 1;
  return { x: 4, u: 6, U: 10 }[source[at + 1] as 'x' | 'u' | 'U'] ?? 2;
}

const isBlankEscape = (source: string, at: number) => ' ntrvfeN_LP0ab\n\t'.includes(source[at + 1] ?? ' ');
