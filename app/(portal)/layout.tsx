import type { ReactNode } from "react";
import { SignedInFrame, titleOfTab } from "./_components/signed-in-frame";

export const generateMetadata = titleOfTab;

/** Every page of a distributor's people, and the account of anybody. Each page's own `view()` is the authorisation, not this layout (DESIGN §7). */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return <SignedInFrame>{children}</SignedInFrame>;
}
