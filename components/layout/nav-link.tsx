"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/**
 * A link of the menu; knows whether one is there (`aria-current`), which its `className` styles with `aria-[current=page]:`. `exact`: pages
 * below it are not there. `except` are addresses below it that are places of their own.
 */
export function NavLink({
  href,
  exact = false,
  except = [],
  className,
  children,
}: {
  href: string;
  exact?: boolean | undefined;
  except?: readonly string[];
  className: string;
  children: ReactNode;
}) {
  const path = usePathname();
  const below = !exact && path.startsWith(`${href}/`) && !except.includes(path);
  return (
    <Link href={href} aria-current={path === href || below ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
