import { Search } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { queueHref } from "../queue-query";

/** Finds a waiting request by the digits of its number; a plain form, so that the search stands in the address. */
export function QueueSearch({ q }: { q: string }) {
  const t = useTranslations("cashOut.search");
  return (
    <search>
      <form action="/cash-out/new" className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="way" value="queue" />
        <Input
          key={q}
          name="q"
          defaultValue={q}
          inputMode="tel"
          autoComplete="off"
          aria-label={t("label")}
          placeholder={t("placeholder")}
          className="min-w-0 max-w-72 flex-1"
        />
        <Button type="submit" icon={<Search aria-hidden="true" />}>
          {t("button")}
        </Button>
        {q === "" ? null : (
          <Link
            href={queueHref({ way: "queue" })}
            className="px-1.5 py-2 text-s text-ink-2 underline underline-offset-2"
          >
            {t("clear")}
          </Link>
        )}
      </form>
    </search>
  );
}
