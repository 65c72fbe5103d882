import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { ROLES } from "@/lib/people/schemas";
import type { SerialisedOperation } from "./serialise-operation";

/** The types after which the maker of the request held the person's way in in their hands. */
const CONTROLS = ["person-invite", "person-totp-reset", "person-phone"];

/** What a request about a person changes, before and after, and what follows from it; nothing for any other request. */
export function PersonChange({ operation }: { operation: SerialisedOperation }) {
  const t = useTranslations("people.change");
  const { type, payload, counterparty } = operation;
  if (!type.startsWith("person-")) return null;
  const { name } = counterparty;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-control bg-sunken px-3.5 py-2.75 text-s">
        <Rows operation={operation} />
      </dl>
      {typeof payload.reason === "string" && operation.memo !== payload.reason ? <p>{payload.reason}</p> : null}
      {CONTROLS.includes(type) && operation.status === "pending" ? (
        <Callout tone="idle">{t("control", { maker: operation.maker.name, name })}</Callout>
      ) : null}
    </div>
  );
}

function Rows({ operation: { type, payload } }: { operation: SerialisedOperation }) {
  const t = useTranslations("people.change");
  const ts = useTranslations("people.status");
  const roles = useRoles();
  switch (type) {
    case "person-invite":
      return (
        <>
          <Row term={t("status")} before={t("nobody")} after={ts("invited")} />
          <Row term={t("roles")} after={roles(payload.roles)} />
        </>
      );
    case "person-roles":
      return <Row term={t("roles")} before={roles(payload.before)} after={roles(payload.after)} />;
    case "person-phone":
      return <Row term={t("phone")} before={String(payload.before)} after={String(payload.after)} />;
    case "person-reinstate":
      return <Row term={t("status")} before={ts("suspended")} after={ts("active")} />;
    case "person-remove":
      return <Row term={t("status")} before={t("worksHere")} after={ts("removed")} />;
    case "person-totp-reset":
      return <Row term={t("authenticator")} before={t("setUp")} after={t("setUpAnew")} />;
    default:
      return null;
  }
}

function Row({ term, before, after }: { term: string; before?: string; after: string }) {
  const t = useTranslations("people.change");
  const shown: ReactNode = before ? (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span className="text-ink-3">{before}</span>
      <ArrowRight role="img" aria-label={t("becomes")} className="size-3.5 text-ink-3" />
      <b className="font-semibold">{after}</b>
    </span>
  ) : (
    <b className="font-semibold">{after}</b>
  );
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd>{shown}</dd>
    </>
  );
}

function useRoles(): (value: unknown) => string {
  const t = useTranslations("people.roles");
  return (value) =>
    ROLES.filter((role) => Array.isArray(value) && value.includes(role))
      .map((role) => t(role))
      .join(", ");
}
