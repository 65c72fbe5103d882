import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { CopyCode } from "./copy-code";
import { type Ink, inked } from "./inked";

const NAMES: Readonly<Record<string, string>> = { sh: "Shell", json: "JSON", http: "HTTP" };
const INKS: Record<Ink, string> = {
  plain: "",
  text: "text-accent",
  name: "text-ink-2",
  variable: "text-wait",
  note: "text-ink-3",
};

/** A block of code with a button that copies it. `title` says what it is where its language says too little. */
export function CodeBlock({ code, language, title }: { code: string; language: string; title?: string }) {
  const id = useId();
  const name = title ?? NAMES[language] ?? language;
  return (
    <figure className="min-w-0 overflow-hidden rounded-card border border-line bg-sunken print:break-inside-avoid">
      <figcaption className="flex min-h-8 items-center justify-between gap-3 border-b border-line pr-1 pl-3.5 text-xs text-ink-3">
        <span className="min-w-0 truncate">{name}</span>
        <CopyCode code={code} target={id} />
      </figcaption>
      <pre
        id={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
        tabIndex={0}
        className="overflow-x-auto px-3.5 py-3 font-mono text-[12.5px] leading-[1.65] print:whitespace-pre-wrap"
      >
        <code>
          {inked(code, language).map(({ text, ink }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move.
            <span key={n} className={cn(INKS[ink])}>
              {text}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
