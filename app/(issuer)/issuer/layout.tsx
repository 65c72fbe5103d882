import type { ReactNode } from "react";
import { SignedInFrame, titleOfTab } from "@/app/(portal)/_components/signed-in-frame";
import { ownIssuer } from "@/lib/organisations";
import { issuerView } from "./_components/issuer-view";

export const generateMetadata = titleOfTab;

/** Every page of the issuer's staff. Each page's own `issuerView()` is the authorisation; here it is asked so that others see no frame either. */
export default async function IssuerLayout({ children }: { children: ReactNode }) {
  await issuerView(async (ctx) => ownIssuer(ctx));
  return <SignedInFrame>{children}</SignedInFrame>;
}
