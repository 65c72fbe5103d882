import { groupDigits, type MoneyText } from "./money-text";

/** An amount in tabular figures; with its currency where the surroundings do not name it. */
export function Amount({ value, currency = false }: { value: MoneyText; currency?: boolean }) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      {currency ? `${value.currency} ` : ""}
      {groupDigits(value.amount)}
    </span>
  );
}

/** The amount a page is about. Shrinks before it breaks on a narrow phone. */
export function BigAmount({ value, words }: { value: MoneyText; words?: string | undefined }) {
  const grouped = groupDigits(value.amount);
  return (
    <div>
      <p
        className={
          grouped.length > 13
            ? "text-2xl font-semibold tracking-[-0.02em] sm:text-3xl"
            : "text-3xl font-semibold tracking-[-0.02em]"
        }
      >
        <span className="mr-1.5 text-l font-medium tracking-normal text-ink-3">{value.currency}</span>
        <span className="tabular-nums">{grouped}</span>
      </p>
      {words ? <p className="text-s text-ink-3">{words}</p> : null}
    </div>
  );
}
