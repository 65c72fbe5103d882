import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Card, CardTitle } from "@/components/ui/card";
import { CopyId } from "@/components/ui/copy-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { view } from "@/lib/http/view";
import { readId } from "@/lib/kernel/ids";
import { StatusCode } from "../_components/status-code";
import { readOneRequest } from "../read-requests";
import { requestsHref } from "../requests-query";

// The title and the page ask in one request: one unit of work answers both.
const requestOf = cache((shownKey: string, requestId: string) => {
  const id = readId("apiKey", shownKey);
  return id ? view((ctx) => readOneRequest(ctx, id, requestId)) : notFound();
});

type Props = PageProps<"/settings/api-keys/[keyId]/requests/[requestId]">;

async function read({ params }: Props) {
  const { keyId, requestId } = await params;
  return requestOf(keyId, requestId);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { request } = await read(props);
  return { title: `${request.method} ${request.short}` };
}

/** One request of a key: what was asked, what was answered, and the operation that came of it. */
export default async function RequestPage(props: Props) {
  const [t, { key, request, requestBody, responseBody }] = await Promise.all([
    getTranslations("apiRequests"),
    read(props),
  ]);
  const { method, target, operation } = request;
  return (
    <div className="flex w-full max-w-5xl flex-col gap-3.5">
      <PageHeader
        title={`${method} ${request.short}`}
        backHref={requestsHref(key.id)}
        aside={<StatusCode status={request.status} />}
      />
      <Card>
        <DefinitionList
          items={[
            { term: t("columns.status"), value: <StatusCode status={request.status} /> },
            {
              term: t("columns.request"),
              value: (
                <span data-verbatim className="font-mono text-xs">
                  {method} {target}
                </span>
              ),
            },
            { term: t("columns.time"), value: <RelativeTime at={request.at} form="full" /> },
            { term: t("columns.latency"), value: t("milliseconds", { count: request.latencyMs }) },
            { term: t("columns.address"), value: request.address },
            { term: t("key"), value: key.label },
            {
              term: t("columns.made"),
              value: operation ? (
                <Link
                  href={`/operations/${operation}`}
                  className="font-medium text-accent underline underline-offset-2"
                >
                  {operation}
                </Link>
              ) : null,
              note: operation ? t("operationNote") : null,
            },
            { term: t("requestId"), value: <CopyId value={request.id} /> },
          ]}
        />
      </Card>
      <div className="grid gap-3.5 lg:grid-cols-2">
        <Body title={t("requestBody")} none={t("noBody")} text={requestBody} />
        <Body title={t("responseBody")} none={t("noBody")} text={responseBody} />
      </div>
      <p className="text-xs text-ink-3">{t("redacted")}</p>
    </div>
  );
}

function Body({ title, text, none }: { title: string; text: string | null; none: string }) {
  return (
    <Card className="flex min-w-0 flex-col gap-2">
      <CardTitle>{title}</CardTitle>
      {text === null ? (
        <p className="text-s text-ink-3">{none}</p>
      ) : (
        <pre
          data-verbatim
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
          tabIndex={0}
          className="max-h-112 overflow-auto rounded-control bg-sunken px-3.5 py-2.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
        >
          {text}
        </pre>
      )}
    </Card>
  );
}
