import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { MethodBadge } from "./method-badge";

/** What there is to read: guides, and the endpoints of the reference. */
export type Contents = {
  readonly guides: readonly { readonly name: string; readonly title: string }[];
  readonly endpoints: readonly { readonly id: string; readonly method: string; readonly summary: string }[];
};

/** The contents as links; `current` is the path of the page that is shown. */
export function DevelopersNav({ contents, current }: { contents: Contents; current: string }) {
  const t = useTranslations("developers");
  return (
    <nav aria-label={t("menu")} className="flex flex-col gap-4 pb-4 text-s">
      <ul className="flat-list flex flex-col gap-0.5">
        <Item href="/developers" current={current}>
          {t("overview")}
        </Item>
      </ul>
      <Group title={t("guides")}>
        {contents.guides.map(({ name, title }) => (
          <Item key={name} href={`/developers/${name}`} current={current}>
            <span lang="en" data-verbatim>
              {title}
            </span>
          </Item>
        ))}
      </Group>
      <Group title={t("reference")}>
        <Item href="/developers/reference" current={current}>
          {t("referenceTitle")}
        </Item>
        {contents.endpoints.map(({ id, method, summary }) => (
          <Item key={id} href={`/developers/reference#${id}`} current={current}>
            <MethodBadge method={method} className="mr-2 w-9 shrink-0 px-0" />
            <span lang="en" data-verbatim className="min-w-0">
              {summary}
            </span>
          </Item>
        ))}
      </Group>
    </nav>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="px-2 pb-1 text-2xs font-medium text-ink-3">{title}</p>
      <ul className="flat-list flex flex-col gap-0.5">{children}</ul>
    </div>
  );
}

function Item({ href, current, children }: { href: string; current: string; children: ReactNode }) {
  const isHere = href === current;
  return (
    <li>
      <Link
        href={href}
        aria-current={isHere ? "page" : undefined}
        className={cn(
          "flex min-h-8 min-w-0 items-center rounded-control px-2 py-1 no-underline transition-colors max-lg:min-h-11",
          isHere ? "bg-accent-soft font-medium text-accent" : "text-ink-2 hover:bg-hover hover:text-ink",
        )}
      >
        {children}
      </Link>
    </li>
  );
}
