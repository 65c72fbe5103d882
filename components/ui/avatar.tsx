/** The initials of a person; decoration beside the name. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-6.5 shrink-0 place-items-center rounded-full bg-idle-soft text-2xs font-semibold text-ink-2"
    >
      {initialsOf(name)}
    </span>
  );
}

/** First letters of the first and the last word, in capitals; two letters of a single word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (last === "" ? first.slice(0, 2) : first.slice(0, 1) + last.slice(0, 1)).toUpperCase();
}
