/** Texts per second of processor time against something that grows. */
export interface Curve {
  readonly title: string;
  readonly points: readonly (readonly [x: number, perSecond: number])[];
}

/** One panel, in pixels, and the room around its axes. */
const PANEL = { width: 300, height: 260 };
const ROOM = { left: 56, right: 14, top: 34, bottom: 46 };

/** A panel for each curve side by side, both axes logarithmic, the same upward axis in all. Legible on dark pages, too. */
export function drawCurves(curves: readonly Curve[]): string {
  const rates = curves.flatMap(({ points }) => points.map(([, rate]) => rate));
  const upward = decades(rates);
  const panels = curves.map((curve, i) => `<g transform="translate(${i * PANEL.width} 0)">${panel(curve, upward)}</g>`);
  const width = PANEL.width * curves.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${PANEL.height}" width="${width}" height="${PANEL.height}" role="img" aria-label="Texts per CPU-second" font-family="system-ui, sans-serif" font-size="11" fill="#1c2630">
<rect width="${width}" height="${PANEL.height}" rx="6" fill="#fff"/>
${panels.join('\n')}
</svg>
`;
}

/** Powers of ten around all of the numbers. */
function decades(numbers: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...numbers)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...numbers))));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function panel({ title, points }: Curve, upward: readonly number[]): string {
  const across = decades(points.map(([x]) => x));
  const x = scale(across, ROOM.left, PANEL.width - ROOM.right);
  const y = scale(upward, PANEL.height - ROOM.bottom, ROOM.top);
  const [left, bottom] = [x(10 ** across[0]!), y(10 ** upward[0]!)];
  const [right, top] = [x(10 ** across.at(-1)!), y(10 ** upward.at(-1)!)];
  const rows = upward.map((power) => {
    const at = y(10 ** power);
    return `<path d="M${left} ${at}H${right}" stroke="#d5dbe1"/><text x="${left - 6}" y="${at + 4}" text-anchor="end">${short(power)}</text>`;
  });
  const columns = across.map((power) => {
    const at = x(10 ** power);
    return `<path d="M${at} ${bottom}V${top}" stroke="#d5dbe1"/><text x="${at}" y="${bottom + 16}" text-anchor="middle">${short(power)}</text>`;
  });
  const line = points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${x(px)} ${y(py)}`).join('');
  const dots = points.map(
    ([px, py]) => `<circle cx="${x(px)}" cy="${y(py)}" r="3"><title>${px}: ${py.toLocaleString('en')}</title></circle>`,
  );
  return [
    `<text x="${left}" y="18" font-weight="600">texts per CPU-second</text>`,
    `<text x="${(left + right) / 2}" y="${PANEL.height - 10}" text-anchor="middle">${title}</text>`,
    ...rows,
    ...columns,
    `<path d="${line}" fill="none" stroke="#0b62a3" stroke-width="2"/>`,
    `<g fill="#0b62a3">${dots.join('')}</g>`,
  ].join('');
}

/** From a number to a place between two, by its logarithm. Tenths of a pixel. */
function scale(powers: readonly number[], from: number, to: number): (value: number) => number {
  const [first, last] = [powers[0]!, powers.at(-1)!];
  return (value) => Math.round((from + ((Math.log10(value) - first) / (last - first)) * (to - from)) * 10) / 10;
}

/** 1k, 100k, 1M; 0.01. */
function short(power: number): string {
  if (power < 3) return String(10 ** power);
  return power < 6 ? `${10 ** (power - 3)}k` : `${10 ** (power - 6)}M`;
}
