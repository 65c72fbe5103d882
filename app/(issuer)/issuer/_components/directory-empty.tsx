import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type DirectoryQuery, directoryHref } from "./directory-query";

/** Whom the issuer has directories of: the last part of their address, and their messages. */
export type DirectoryKind = "distributors" | "merchants" | "customers";

/** A directory without rows: nothing fits, none has this status, or there is nobody yet. */
export function DirectoryEmpty({ kind, query }: { kind: DirectoryKind; query: DirectoryQuery }) {
  const t = useTranslations(`issuer.${kind}.firstUse`);
  const td = useTranslations("issuer.directory");
  const tf = useTranslations("ui.filter");
  const path = `/issuer/${kind}`;
  if (query.q.trim() !== "")
    return (
      <EmptyState
        kind="no-match"
        title={td("noMatch.title")}
        action={<LinkButton href={directoryHref(path, query, { q: "" })}>{tf("clear")}</LinkButton>}
      >
        {td("noMatch.text")}
      </EmptyState>
    );
  if (query.tab === "all")
    return (
      <EmptyState kind="first-use" title={t("title")}>
        {t("text")}
      </EmptyState>
    );
  return (
    <EmptyState
      kind={query.tab === "suspended" ? "all-done" : "no-match"}
      title={td(`none.${query.tab}`)}
      action={<LinkButton href={directoryHref(path, query, { tab: "all" })}>{td("seeAll")}</LinkButton>}
    />
  );
}
