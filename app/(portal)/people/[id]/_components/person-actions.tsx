"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { SerialisedPerson } from "../../read-people";
import { PhoneDialog } from "./phone-dialog";
import { PlainDialog } from "./plain-dialog";
import { ReasonDialog } from "./reason-dialog";
import { RolesDialog } from "./roles-dialog";

const AVAILABLE = {
  invited: ["again", "withdraw", "roles"],
  active: ["roles", "suspend", "remove", "totp-reset", "phone"],
  suspended: ["reinstate", "remove", "roles"],
  removed: [],
} as const satisfies Record<SerialisedPerson["status"], readonly string[]>;

type Act = (typeof AVAILABLE)[SerialisedPerson["status"]][number];

/** What an admin may do about somebody: each a dialog that says what acts at once and what needs a second person. */
export function PersonActions({ person, operationsPath }: { person: SerialisedPerson; operationsPath: string }) {
  const t = useTranslations("people.acts");
  const [open, setOpen] = useState<Act | null>(null);
  const acts: readonly Act[] = AVAILABLE[person.status];
  const props = { person, operationsPath, onClose: () => setOpen(null) };
  return (
    <>
      <div className="flex flex-wrap gap-2 max-sm:grid max-sm:grid-cols-2">
        {acts.map((act) => (
          <Button
            key={act}
            variant={act === "suspend" || act === "remove" || act === "withdraw" ? "danger" : "secondary"}
            onClick={() => setOpen(act)}
          >
            {t(`${act}.button`)}
          </Button>
        ))}
      </div>
      {open === "roles" ? <RolesDialog {...props} /> : null}
      {open === "phone" ? <PhoneDialog {...props} /> : null}
      {open === "again" || open === "withdraw" ? <PlainDialog {...props} act={open} /> : null}
      {open === "suspend" || open === "reinstate" || open === "remove" || open === "totp-reset" ? (
        <ReasonDialog {...props} act={open} />
      ) : null}
    </>
  );
}
