import Link from "next/link";
import { useTranslations } from "next-intl";
import { groupDigits } from "@/components/money/money-text";
import { OperationBadge } from "@/components/operations/operation-detail";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SerialisedOperation } from "../../../_components/serialise-operation";
import { type ListQuery, listHref } from "../../list-query";
import type { DetailView } from "../read-detail";

/** What belongs to the operation: what it reverses, or its reversals and what is left of it. */
export function Related({ detail, query }: { detail: DetailView; query: ListQuery }) {
  const t = useTranslations("operationPage.related");
  const { operation, original, reversals } = detail;
  if (original)
    return (
      <DefinitionList
        items={[{ term: t("of"), value: <OperationLink operation={original} query={query} withType /> }]}
      />
    );
  if (reversals.length === 0 || !operation.reversed) return null;
  const { left } = operation.reversed;
  const currency = operation.money?.currency ?? "";
  return (
    <section aria-labelledby="reversals" className="flex flex-col gap-1.5">
      <h2 id="reversals" className="text-s font-medium text-ink-3">
        {t("title")}
      </h2>
      <ul className="divide-y divide-line">
        {reversals.map((reversal) => (
          <li key={reversal.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <OperationLink operation={reversal} query={query} />
            <OperationBadge operation={reversal} />
            <span className="ml-auto text-xs text-ink-3">
              <RelativeTime at={reversal.createdAt} form="time" />
            </span>
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-3">
        {left === null ? t("none") : t("left", { amount: `${currency} ${groupDigits(left)}` })}
      </p>
    </section>
  );
}

function OperationLink(props: { operation: SerialisedOperation; query: ListQuery; withType?: boolean }) {
  const t = useTranslations("operationPage.related");
  const to = useTranslations("operations.type");
  const { id, money, type } = props.operation;
  const amount = money ? `${money.currency} ${money.grouped}` : "";
  return (
    <Link
      href={listHref(props.query, {}, `${props.query.path}/${id}`)}
      className="font-medium text-accent tabular-nums underline underline-offset-2"
    >
      {props.withType ? t("original", { type: to(type), amount }) : amount}
    </Link>
  );
}
