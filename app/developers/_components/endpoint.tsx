import { Hash } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EndpointView, Shape } from "../_reference/read-reference";
import { CodeBlock } from "./code-block";
import { Markdown, MarkdownLine } from "./markdown";
import { Members, Parameters } from "./members";
import { MethodBadge } from "./method-badge";
import { Refusals } from "./refusals";

/** One endpoint: what it is on the left, how it is called on the right. */
export function Endpoint({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations("developers.endpoint");
  const { id, method, path, summary, description, parameters, bodies, reply, list, lines, example, headers, refusals } =
    endpoint;
  return (
    <section aria-labelledby={id} className="border-t border-line pt-8">
      <h3 id={id} className="group flex scroll-mt-6 items-center gap-2 text-l font-semibold">
        {summary}
        <a
          href={`#${id}`}
          aria-label={t("link")}
          className="text-ink-3 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 print:hidden"
        >
          <Hash aria-hidden="true" className="size-3.5" />
        </a>
      </h3>
      <p className="mt-2 flex items-start gap-2.5">
        <MethodBadge method={method} />
        <code className="font-mono text-s wrap-anywhere text-ink-2">{path}</code>
      </p>
      <div className="mt-4 grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] print:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-6 text-s">
          <Markdown text={description} />
          <Part title={t("parameters")}>
            <Parameters parameters={parameters} />
          </Part>
          {bodies.map((shape) => (
            <Part key={shape.name} title={shape.name ? t("bodyOf", { name: shape.name }) : t("body")}>
              <ShapeMembers shape={shape} />
            </Part>
          ))}
          <Part title={t("answer")}>
            {list ? <p className="mb-2 text-ink-3">{t("list")}</p> : null}
            {reply.map((shape) => (
              <ShapeMembers key={shape.name} shape={shape} named />
            ))}
          </Part>
          <Part title={t("headers")}>
            <dl className="flex flex-col gap-1.5 text-xs">
              {headers.map(({ name, description: text }) => (
                <div key={name}>
                  <dt className="font-mono font-medium">{name}</dt>
                  <dd className="text-ink-3">
                    <MarkdownLine text={text} />
                  </dd>
                </div>
              ))}
            </dl>
          </Part>
        </div>
        <div className="flex min-w-0 flex-col gap-4 self-start xl:sticky xl:top-6 print:static">
          {lines.map(({ summary: said, curl }) => (
            <CodeBlock key={curl} code={curl} language="sh" title={said ?? t("request")} />
          ))}
          <CodeBlock code={example} language="json" title={`200 · ${t("reply")}`} />
          <Refusals refusals={refusals} />
        </div>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="mb-2 text-xs font-medium text-ink-3">{title}</h4>
      {children}
    </div>
  );
}

function ShapeMembers({ shape: { name, description, schema }, named = false }: { shape: Shape; named?: boolean }) {
  return (
    <div className="not-first:mt-5">
      {named && name ? <p className="font-mono text-xs font-semibold">{name}</p> : null}
      {description ? (
        <p className="mb-2 text-ink-2">
          <MarkdownLine text={description} />
        </p>
      ) : null}
      <Members schema={schema} />
    </div>
  );
}
