import type { Metadata } from "next";
import { FloatFormPage, floatTitle } from "../_components/float-form-page";
import { SellForm } from "./_components/sell-form";

type Props = PageProps<"/issuer/distributors/[id]/float/sell">;

export function generateMetadata(props: Props): Promise<Metadata> {
  return floatTitle("float-sale", props);
}

/** Sell float to a distributor. */
export default function SellFloatPage({ params }: Props) {
  return (
    <FloatFormPage
      kind="float-sale"
      params={params}
      form={(distributor, view) => <SellForm distributor={distributor} view={view} />}
    />
  );
}
