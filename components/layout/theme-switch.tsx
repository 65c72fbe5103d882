"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useSyncExternalStore } from "react";
import { readTheme, THEME_COOKIE, THEMES, type Theme } from "./theme";

const ICONS = { system: Monitor, light: Sun, dark: Moon };
const YEAR = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function choose(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const kept = theme === "system" ? `${THEME_COOKIE}=; max-age=0` : `${THEME_COOKIE}=${theme}; max-age=${YEAR}`;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${kept}; path=/; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  for (const listener of listeners) listener();
}

/** System, light or dark: changes at once and is kept in a cookie for the next page. */
export function ThemeSwitch() {
  const t = useTranslations("shell.theme");
  const name = useId();
  const current = useSyncExternalStore<Theme>(
    subscribe,
    () => readTheme(document.documentElement.dataset.theme),
    () => "system",
  );
  return (
    <fieldset className="m-0 border-0 p-0">
      <legend className="sr-only">{t("label")}</legend>
      <div className="grid grid-cols-3 gap-0.5 rounded-control bg-sunken p-0.5">
        {THEMES.map((theme) => {
          const Icon = ICONS[theme];
          return (
            <label
              key={theme}
              className="flex h-8 cursor-pointer items-center justify-center gap-1.5 rounded-tick px-2 text-xs text-ink-3 transition-colors hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-focus max-lg:h-11"
            >
              <input
                type="radio"
                name={name}
                value={theme}
                checked={current === theme}
                onChange={() => choose(theme)}
                className="sr-only"
              />
              <Icon aria-hidden="true" className="size-3.5" />
              {t(theme)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
