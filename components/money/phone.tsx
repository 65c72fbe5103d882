/** A phone number as the kernel grouped (or masked) it, "+234 812 345 6781": in one piece, in tabular figures. */
export function Phone({ shown }: { shown: string }) {
  return <span className="whitespace-nowrap tabular-nums">{shown}</span>;
}
