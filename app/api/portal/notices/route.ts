import { serialiseNotice } from "@/app/(portal)/_components/serialise-notice";
import { readForPage } from "@/lib/http/portal-route";
import { listNotices } from "@/lib/operations";

const AT_MOST = 8;

/** The newest notices, for the bell that has been opened. */
export function GET(): Promise<Response> {
  return readForPage(async (ctx) => ({
    notices: (await listNotices(ctx, AT_MOST)).map((notice) => serialiseNotice(ctx, notice)),
  }));
}
