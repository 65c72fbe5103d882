import { flushRequests } from "@/lib/api-requests";
import { closeDatabases } from "@/lib/runtime";
import { frontServer } from "@/lib/server/front/front";
import { drain, listen } from "@/lib/server/front/listen";

// An application process of a test: the front server, with pages that are nothing.
const { servers, port } = await listen(
  frontServer(async (_, response) => void response.end(), false),
  { host: "127.0.0.1", port: 0 },
);
process.once("message", async () => {
  await drain(servers, 1);
  await flushRequests();
  await closeDatabases(5);
  process.disconnect();
});
process.once("disconnect", () => process.exit());
process.send?.(port);
