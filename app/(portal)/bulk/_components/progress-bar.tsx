/** How far something is, as a bar that says it in words, too. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number }) {
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex justify-between text-s" aria-hidden="true">
        <span>{label}</span>
        <span className="tabular-nums">{percent}%</span>
      </p>
      <progress
        aria-label={label}
        value={percent}
        max={100}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
