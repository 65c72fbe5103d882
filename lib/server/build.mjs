import { buildPages } from "./build-pages.mjs";
import { bundleServer } from "./bundle.mjs";
import { runProgram } from "./ending.mjs";
import { checkout } from "./run-child.mjs";

// `npm run build`: everything that `npm run serve` and `npm run worker` need, for an image without development tools.
await runProgram(
  async () => {
    await bundleServer(checkout);
    await buildPages(checkout);
    return 0;
  },
  { whenStopped: 130 },
);
