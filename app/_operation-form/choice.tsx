import { cn } from "@/components/ui/cn";

/** One of a few, as a row of two or three; real radio buttons, so that arrows, forms and screen readers work as usual. */
export function Choice({
  legend,
  name,
  value,
  options,
  onChange,
}: {
  legend: string;
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-s font-medium">{legend}</legend>
      <div className="inline-flex w-fit rounded-control border border-line bg-sunken p-0.75 max-sm:w-full">
        {options.map((option) => {
          const on = option.value === value;
          return (
            <label
              key={option.value}
              className={cn(
                "relative flex h-8 cursor-pointer items-center justify-center rounded-tick px-3.5 text-s font-medium transition-colors max-sm:h-10 max-sm:flex-1 has-focus-visible:outline-2 has-focus-visible:outline-focus",
                on ? "bg-surface text-ink shadow-card" : "text-ink-3 hover:text-ink",
              )}
            >
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={on}
                onChange={() => onChange(option.value)}
                className="absolute inset-0 m-0 cursor-pointer opacity-0"
              />
              {option.label}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
