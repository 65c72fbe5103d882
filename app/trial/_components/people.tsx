import { useTranslations } from "next-intl";
import { Phone } from "@/components/money/phone";
import { Card } from "@/components/ui/card";
import type { BoardPerson, TrialBoard } from "@/lib/trial";
import { CopyText } from "./copy-text";
import { SecondsLeft } from "./seconds-left";

/** Who can sign in, by organisation: roles, phone and the authenticator code of this moment, each a click away from being copied. */
export function People({ organisations, codesUntil, now }: Pick<TrialBoard, "organisations" | "codesUntil" | "now">) {
  const t = useTranslations("trial.people");
  return (
    <section aria-labelledby="who" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="who" className="text-m font-semibold">
          {t("title")}
        </h2>
        <SecondsLeft until={codesUntil} now={now} />
        <p className="w-full text-xs text-ink-3">{t("codesHint")}</p>
      </div>
      <div className="grid gap-5 md:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
        {organisations.map(({ id, name, people }) => (
          <Card key={id} aria-labelledby={id} className="px-0! pt-3.5! pb-1!">
            <div className="mb-1.5 flex items-baseline justify-between gap-3 px-4">
              <h3 id={id} className="text-s font-semibold">
                {name}
              </h3>
              <span className="text-xs text-ink-3">{t("authenticator")}</span>
            </div>
            <ul className="flat-list">
              {people.map((person) => (
                <Person key={person.phone} person={person} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </section>
  );
}

function Person({ person }: { person: BoardPerson }) {
  const t = useTranslations("trial.people");
  const roleName = useTranslations("people.roles");
  const { name, phone, shownPhone, roles, code } = person;
  return (
    <li className="flex items-center gap-3 border-t border-line px-4 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-s">
          <span className="font-medium">{name}</span>
          <span className="text-xs text-ink-3">{roles.map((role) => roleName(role)).join(", ")}</span>
        </p>
        <CopyText
          value={phone}
          label={t("copyPhone", { name })}
          copied={t("copied")}
          className="-ml-1.5 px-1.5 text-s text-ink-2"
        >
          <Phone shown={shownPhone} />
        </CopyText>
      </div>
      <CopyText
        value={code}
        label={t("copyCode", { name })}
        copied={t("copied")}
        className="-mr-1.5 bg-sunken px-2.5 py-1.5"
      >
        <span data-totp className="font-mono text-l font-semibold tracking-[0.06em] tabular-nums">
          {code}
        </span>
      </CopyText>
    </li>
  );
}
