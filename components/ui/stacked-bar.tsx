/** Parts of a whole as one bar. Widths are attributes of an SVG, so no inline style is needed under a strict CSP. */
export function StackedBar({
  label,
  parts,
}: {
  /** Says the figures: the bar itself is only a picture. */
  label: string;
  /** Shares in thousandths of the whole; `tone` is a Tailwind fill class. */
  parts: readonly { key: string; permille: number; tone: string }[];
}) {
  const shown = parts.filter((part) => part.permille > 0);
  let from = 0;
  return (
    <svg role="img" aria-label={label} className="block h-2 w-full rounded-full bg-hover" preserveAspectRatio="none">
      {shown.map((part, index) => {
        const x = from;
        from += part.permille;
        // Even a small part stays visible; the gap between parts is the ground showing through.
        return (
          <g key={part.key}>
            <rect x={`${x / 10}%`} width={`${part.permille / 10}%`} height="100%" className={part.tone} />
            {index > 0 ? <rect x={`${x / 10}%`} width="2" height="100%" className="fill-surface" /> : null}
          </g>
        );
      })}
    </svg>
  );
}
