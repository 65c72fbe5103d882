"use client";

import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import type { SetUp } from "./read-set-up";

/** Where each step is done. */
const HREFS = { people: "/people", float: "/float/new", keys: "/settings/api-keys" } as const;

/** What a new distributor's first person does to get it working. Once all is done it can be put away, on this device. */
export function SetUpCard({ setUp }: { setUp: SetUp }) {
  const t = useTranslations("home.setUp");
  const place = `set-up-done:${setUp.key}`;
  const [isAway, setAway] = useState(true);
  const isDone = setUp.steps.every((step) => step.isDone);

  useEffect(() => {
    try {
      setAway(isDone && localStorage.getItem(place) !== null);
    } catch {
      // A browser that keeps nothing shows the card each time.
      setAway(false);
    }
  }, [isDone, place]);

  function putAway() {
    setAway(true);
    try {
      localStorage.setItem(place, "1");
    } catch {
      // Put away for this visit, then.
    }
  }

  if (isAway) return null;
  return (
    <Card aria-label={t("title")}>
      <div className="flex items-center gap-3">
        <h2 className="flex-1 font-semibold">{isDone ? t("done") : t("title")}</h2>
        {isDone ? (
          <Button size="s" onClick={putAway}>
            {t("putAway")}
          </Button>
        ) : null}
      </div>
      <ol className="flat-list mt-3 flex flex-col gap-3">
        {setUp.steps.map(({ name, isDone: done }) => (
          <li key={name} className="flex items-start gap-3">
            {done ? (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
            ) : (
              <CircleDashed aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-3" />
            )}
            <p className="min-w-0 flex-1 text-s">
              <b className="block font-medium">
                {t(`${name}.title`)} <span className="sr-only">({done ? t("isDone") : t("isOpen")})</span>
              </b>
              <span className="text-ink-3">{t(`${name}.${done ? "done" : "open"}`)}</span>
            </p>
            {done ? null : (
              <LinkButton size="s" href={HREFS[name]}>
                {t(`${name}.act`)}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
