/** The letter of an organisation on its accent square. "Distributor A" is known by its last word. */
export function OrgMark({ name }: { name: string }) {
  const letter = (name.trim().split(/\s+/).at(-1) ?? "").slice(0, 1).toUpperCase();
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-[7px] bg-accent text-s font-bold text-on-accent"
    >
      {letter}
    </span>
  );
}
