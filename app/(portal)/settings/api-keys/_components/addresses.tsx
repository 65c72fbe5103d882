import { useTranslations } from "next-intl";

/** How many entries stand in a row of the list. */
const SHOWN = 2;

/** From where a key may be used; `short` leaves out what does not fit into a row. */
export function Addresses({ addresses, short = false }: { addresses: readonly string[]; short?: boolean }) {
  const t = useTranslations("apiKeys.addresses");
  if (addresses.length === 0) return t("any");
  const shown = short ? addresses.slice(0, SHOWN) : addresses;
  return (
    <>
      <ul className="flat-list font-mono text-xs">
        {shown.map((one) => (
          <li key={one} className="wrap-anywhere">
            {one}
          </li>
        ))}
      </ul>
      {shown.length < addresses.length ? (
        <span className="text-xs text-ink-3">{t("more", { count: addresses.length - shown.length })}</span>
      ) : null}
    </>
  );
}
