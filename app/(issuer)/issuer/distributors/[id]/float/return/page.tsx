import type { Metadata } from "next";
import { FloatFormPage, floatTitle } from "../_components/float-form-page";
import { ReturnForm } from "./_components/return-form";

type Props = PageProps<"/issuer/distributors/[id]/float/return">;

export function generateMetadata(props: Props): Promise<Metadata> {
  return floatTitle("float-return", props);
}

/** Take float back from a distributor. */
export default function ReturnFloatPage({ params }: Props) {
  return (
    <FloatFormPage
      kind="float-return"
      params={params}
      form={(distributor, view) => <ReturnForm distributor={distributor} view={view} />}
    />
  );
}
