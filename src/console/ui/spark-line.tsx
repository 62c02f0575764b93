/** How many of the newest steps fit without turning to mush. */
const STEPS = 16;
const STEP = 4;
const HEIGHT = 16;

/** The history of a number beside it; says nothing by itself, so it is hidden from screen readers. */
export function SparkLine({ counts }: { counts: readonly number[] }) {
  const shown = counts.slice(-STEPS);
  const highest = Math.max(1, ...shown);
  const width = Math.max(1, shown.length) * STEP;
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {shown.map((count, index) => {
        const height = Math.max(1, (count / highest) * HEIGHT);
        return (
          <rect
            key={index}
            x={index * STEP}
            y={HEIGHT - height}
            width={STEP - 1}
            height={height}
            rx={0.5}
            fill="var(--spark)"
          />
        );
      })}
    </svg>
  );
}
