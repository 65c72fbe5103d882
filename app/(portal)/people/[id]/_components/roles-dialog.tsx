"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ROLES, type Role } from "@/lib/kernel/roles";
import { RoleChoice } from "../../_components/role-choice";
import { changeRoles } from "../../actions";
import { ActDialog } from "./act-dialog";
import type { ActDialogProps } from "./act-dialog-props";
import { ForeseenChange } from "./foreseen";
import { useAct } from "./use-act";

/** Roles of somebody: as they are ticked it says which go at once and which a second person must agree to. */
export function RolesDialog({ person, operationsPath, onClose }: ActDialogProps) {
  const t = useTranslations("people.acts.roles");
  const tr = useTranslations("people.roles");
  const [chosen, setChosen] = useState<readonly Role[]>(person.roles);
  const sending = useAct({ type: "person-roles", operationsPath, onClose });
  const names = (roles: readonly Role[]) => roles.map((role) => tr(role)).join(", ");
  const added = ROLES.filter((role) => chosen.includes(role) && !person.roles.includes(role));
  const taken = person.roles.filter((role) => !chosen.includes(role));
  const kept = person.roles.length - taken.length;
  // Nobody is without a role meanwhile: the new ones come first, the old ones go after.
  const impossible = kept === 0;
  return (
    <ActDialog
      title={t("title", { name: person.name })}
      means={t("means")}
      submitLabel={t(added.length > 0 ? "ask" : "take")}
      disabled={impossible || added.length + taken.length === 0}
      act={sending}
      onClose={onClose}
      onSubmit={() => {
        if (impossible || added.length + taken.length === 0) return;
        void sending.send(() => changeRoles({ person: person.id, key: sending.key, roles: [...chosen] }));
      }}
    >
      <RoleChoice chosen={chosen} busy={sending.busy} onChange={setChosen} />
      <ul aria-live="polite" className="flat-list flex min-h-11 flex-col gap-1 text-s">
        {impossible ? <li className="text-bad">{t("none")}</li> : null}
        {taken.length > 0 && !impossible ? <li>{t.rich("atOnce", { roles: names(taken), b: bold })}</li> : null}
        {added.length > 0 && !impossible ? <li>{t.rich("asked", { roles: names(added), b: bold })}</li> : null}
      </ul>
      {person.status === "active" && !impossible && added.length + taken.length > 0 ? (
        <ForeseenChange person={person.id} roles={chosen} />
      ) : null}
    </ActDialog>
  );
}

const bold = (chunks: ReactNode) => <b className="font-semibold">{chunks}</b>;
