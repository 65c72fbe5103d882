import { useTranslations } from "next-intl";
import type { Parameter, Schema } from "../_reference/document";
import { typeText } from "../_reference/type-text";
import { MarkdownLine } from "./markdown";

type Row = {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly note?: string;
  readonly text: string;
};

/** The members of an object, each with its type and what it is. */
export function Members({ schema }: { schema: Schema }) {
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    name,
    type: typeText(member),
    required: schema.required?.includes(name) ?? false,
    text: member.description ?? "",
  }));
  return <Rows rows={rows} />;
}

/** The parameters of an endpoint, each with its place. */
export function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  const t = useTranslations("developers.endpoint");
  const rows = parameters.map(({ name, required, description = "", schema, in: place }) => ({
    name,
    type: typeText(schema),
    required,
    note: t(`in.${place}`),
    text: description,
  }));
  return <Rows rows={rows} />;
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations("developers.endpoint");
  return (
    <dl className="divide-y divide-line border-y border-line text-s">
      {rows.map(({ name, type, required, note, text }) => (
        <div key={name} className="py-2.5 print:break-inside-avoid">
          <dt className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
            <code className="font-mono text-[12.5px] font-semibold wrap-anywhere">{name}</code>
            <span className="font-mono text-xs wrap-anywhere text-ink-3">{type}</span>
            {note ? <span className="text-xs text-ink-3">{note}</span> : null}
            {required ? <span className="text-xs font-medium text-wait">{t("required")}</span> : null}
          </dt>
          {text ? (
            <dd className="mt-0.5 max-w-[64ch] text-ink-2">
              <MarkdownLine text={text} />
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
