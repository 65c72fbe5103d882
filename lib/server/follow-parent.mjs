import { isMainThread } from "node:worker_threads";

// Loaded into each child before its program: when the parent is gone, however it went, the channel to it closes, and
// the child ends as if it had been asked to. The option that loaded this is not for the child's own children.
if (isMainThread && process.channel) {
  process.execArgv = process.execArgv.filter(
    (argument) => argument !== "--import" && !argument.endsWith("/follow-parent.mjs"),
  );
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}
