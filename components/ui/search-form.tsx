import { Search } from "lucide-react";
import Form from "next/form";
import { Input } from "./input";

/** The search of a list: a GET form, so that what was searched for lives in the address. `keep` are members of the address that stay. */
export function SearchForm({
  path,
  searched,
  hint,
  keep = {},
}: {
  path: string;
  searched: string;
  hint: string;
  keep?: Readonly<Record<string, string>>;
}) {
  return (
    <Form action={path} scroll={false} role="search" className="relative w-full max-w-sm">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Search aria-hidden="true" className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      <Input
        // Another search is another field: what was typed for the one before is gone.
        key={searched}
        name="q"
        type="search"
        defaultValue={searched}
        maxLength={100}
        aria-label={hint}
        placeholder={hint}
        className="pl-9"
      />
    </Form>
  );
}
