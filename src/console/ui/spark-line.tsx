/** How many of the newest steps fit without turning to mush. */
const STEPS = 16;
const WIDTH = 64;
const HEIGHT = 16;

/** The history of a number beside it; says nothing by itself, so it is hidden from screen readers. */
export function SparkLine({ counts }: { counts: readonly number[] }) {
  const shown = counts.slice(-STEPS);
  const highest = Math.max(1, ...shown);
  const step = WIDTH / STEPS;
  const offset = WIDTH - shown.length * step;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {shown.map((count, index) => {
        const height = Math.max(1, (count / highest) * HEIGHT);
        const x = offset + index * step;
        return (
          <rect key={index} x={x} y={HEIGHT - height} width={step - 1} height={height} rx={0.5} fill="var(--spark)" />
        );
      })}
    </svg>
  );
}
