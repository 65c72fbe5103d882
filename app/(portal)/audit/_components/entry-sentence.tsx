import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { OPERATION_TYPES } from "@/lib/operations/schemas";
import { type AuditQuery, auditHref } from "../audit-query";
import { sentenceKey } from "../sentence-key";
import type { SerialisedEntry } from "../serialise-entry";

/** What happened, in a sentence: who did it and what it is about are links. An action without a sentence of its own is told by its name. */
export function EntrySentence({ entry, query }: { entry: SerialisedEntry; query: AuditQuery }) {
  const t = useTranslations("audit");
  const parts = {
    who: () => <Actor actor={entry.actor} query={query} />,
    what: () => <Subject subject={entry.subject} query={query} />,
  };
  const key = sentenceKey(entry.action);
  return key ? t.rich(`sentences.${key}`, parts) : t.rich("other", { ...parts, action: wordsOf(entry.action) });
}

function Actor({ actor, query }: { actor: SerialisedEntry["actor"]; query: AuditQuery }) {
  const t = useTranslations("audit.actor");
  if (actor.kind === "system") return <b className="font-medium">{t("system")}</b>;
  const name = actor.kind === "key" ? t("key", { label: actor.name }) : actor.name || t("unknown");
  return <InRecord href={auditHref(query, { by: actor.id })}>{name}</InRecord>;
}

function Subject({ subject, query }: { subject: SerialisedEntry["subject"]; query: AuditQuery }) {
  const t = useTranslations("audit.subject");
  const to = useTranslations("operations.title");
  if (!subject) return t("nothing");
  const { kind, id, name, href } = subject;
  const type = OPERATION_TYPES.find((known) => known === subject.type);
  const text = () => {
    if (kind === "operation") return type && name ? to(type, { name }) : t("operation");
    if (kind === "person") return name ?? t("person");
    return kind === "key" || kind === "api-key" ? t("key", { label: name ?? "" }) : (name ?? t("nothing"));
  };
  if (!id) return text();
  return <InRecord href={href ?? auditHref(query, { about: id })}>{text()}</InRecord>;
}

function InRecord({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="relative z-[1] font-medium text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
    >
      {children}
    </Link>
  );
}

function wordsOf(action: string): string {
  return action.replaceAll(/[.-]/g, " ");
}
