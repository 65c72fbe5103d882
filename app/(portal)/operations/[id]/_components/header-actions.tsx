import { ArrowDownToLine, ChevronDown, ChevronUp, Undo2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { type ListQuery, listHref } from "../../list-query";
import type { DetailView } from "../read-detail";

/** What may be asked for now, and the neighbours in the list that this operation was opened from. */
export function HeaderActions({ detail, query }: { detail: DetailView; query: ListQuery }) {
  const t = useTranslations("operationPage");
  return (
    <>
      <ReverseButton detail={detail} />
      <AgainButton to={detail.againTo} />
      <nav aria-label={t("neighbours.label")} className="flex gap-1">
        <Neighbour
          id={detail.newer}
          query={query}
          label={t("neighbours.newer")}
          icon={<ChevronUp aria-hidden="true" />}
        />
        <Neighbour
          id={detail.older}
          query={query}
          label={t("neighbours.older")}
          icon={<ChevronDown aria-hidden="true" />}
        />
      </nav>
    </>
  );
}

/** Another cash-in to the same person; nothing for who makes none. */
export function AgainButton({ to, className }: { to: string | null; className?: string }) {
  const t = useTranslations("operationPage");
  if (!to) return null;
  return (
    <LinkButton
      href={`/cash-in/new?phone=${encodeURIComponent(to)}`}
      icon={<ArrowDownToLine aria-hidden="true" />}
      className={className}
    >
      {t("again")}
    </LinkButton>
  );
}

/** Has what it moved go back; nothing where nothing is left of it, and for who asks for none. */
export function ReverseButton({ detail, className }: { detail: DetailView; className?: string }) {
  const t = useTranslations("operationPage");
  if (!detail.canReverse) return null;
  return (
    <LinkButton
      href={`/operations/${detail.operation.id}/reverse`}
      icon={<Undo2 aria-hidden="true" />}
      className={className}
    >
      {t("reverse")}
    </LinkButton>
  );
}

function Neighbour(props: { id: string | null; query: ListQuery; label: string; icon: ReactNode }) {
  const look = buttonLook({ variant: "ghost", size: "icon" });
  if (!props.id)
    return (
      <button type="button" disabled aria-label={props.label} className={look}>
        {props.icon}
      </button>
    );
  return (
    <Link href={listHref(props.query, {}, `${props.query.path}/${props.id}`)} aria-label={props.label} className={look}>
      {props.icon}
    </Link>
  );
}
