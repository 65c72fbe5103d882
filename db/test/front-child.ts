import { text } from "node:stream/consumers";
import { revealSecret } from "@/lib/api-keys";
import { flushRequests } from "@/lib/api-requests";
import { toRefusal } from "@/lib/http/refusal";
import type { Id } from "@/lib/kernel/ids";
import { closeDatabases, run, type UserPrincipal } from "@/lib/runtime";
import { frontServer, type Pages } from "@/lib/server/front/front";
import { drain, listen } from "@/lib/server/front/listen";

/** Who is to be shown the secret of which key by the one page that is there. */
export type RevealPage = { readonly person: UserPrincipal; readonly keyId: Id<"apiKey"> };

// An application process of a test: the front server, with pages that are nothing, but for one that reveals a key as the action does.
const pages: Pages = async (request, response) => {
  if (request.url !== "/reveal") return void response.end();
  const { person, keyId } = JSON.parse(await text(request)) as RevealPage;
  const scope = { issuerId: person.issuerId, organisation: person.organisationId };
  const caller = { scope, authenticate: async () => person };
  const shown = run(caller, { requestId: "reveal" }, (ctx) => revealSecret(ctx, { keyId }));
  const answer = await shown.then(
    (secret) => ({ secret }),
    (error: unknown) => toRefusal(error, "reveal"),
  );
  response.end(JSON.stringify(answer));
};
const { servers, port } = await listen(frontServer(pages, false), { host: "127.0.0.1", port: 0 });
process.once("message", async () => {
  await drain(servers, 1);
  await flushRequests();
  await closeDatabases(5);
  process.disconnect();
});
process.once("disconnect", () => process.exit());
process.send?.(port);
