import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { CONTROL_HOURS } from "@/lib/kernel/periods";
import { ROLES } from "@/lib/kernel/roles";
import { ChangeRow, ChangeRows } from "./change-rows";
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
      <ChangeRows>
        <Rows operation={operation} />
      </ChangeRows>
      {typeof payload.reason === "string" && operation.memo !== payload.reason ? <p>{payload.reason}</p> : null}
      {CONTROLS.includes(type) && operation.status === "pending" ? (
        <Callout tone="idle">{t("control", { hours: CONTROL_HOURS, maker: operation.maker.name, name })}</Callout>
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
          <ChangeRow term={t("status")} before={t("nobody")} after={ts("invited")} />
          <ChangeRow term={t("roles")} after={roles(payload.roles)} />
        </>
      );
    case "person-roles":
      return <ChangeRow term={t("roles")} before={roles(payload.before)} after={roles(payload.after)} />;
    case "person-phone":
      return <ChangeRow term={t("phone")} before={String(payload.before)} after={String(payload.after)} />;
    case "person-delegate":
      return (
        <>
          <ChangeRow term={t("decidesAs")} after={roles(payload.roles)} />
          <ChangeRow term={t("fromDay")} after={String(payload.from)} />
          <ChangeRow term={t("toDay")} after={String(payload.to)} />
        </>
      );
    case "person-reinstate":
      return <ChangeRow term={t("status")} before={ts("suspended")} after={ts("active")} />;
    case "person-remove":
      return <ChangeRow term={t("status")} before={t("worksHere")} after={ts("removed")} />;
    case "person-totp-reset":
      return <ChangeRow term={t("authenticator")} before={t("setUp")} after={t("setUpAnew")} />;
    default:
      return null;
  }
}

function useRoles(): (value: unknown) => string {
  const t = useTranslations("people.roles");
  return (value) =>
    ROLES.filter((role) => Array.isArray(value) && value.includes(role))
      .map((role) => t(role))
      .join(", ");
}
