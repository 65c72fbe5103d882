import swc from "@swc/core";

// dependency-cruiser asks swc for TypeScript without JSX, whatever the file, and then trips over the first tag. It has
// no option for it; its parser is this very object.
const parseFile = swc.parseFileSync;
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: file.endsWith(".tsx") });

/**
 * The arrows of the design, as rules: imports only point down. Each rule's comment says what to do instead, since it
 * is what someone reads when `npm run check:arrows` refuses their import.
 *
 *   kernel < config < db < runtime < contexts < operations < api, http, trial < server, app
 *
 * Planted violations of every rule are in lib/server/checks/arrows.test.ts.
 */
const CONTEXTS = [
  "identity",
  "organisations",
  "people",
  "ledger",
  "limits",
  "wallets",
  "api-keys",
  "api-requests",
  "batches",
  "webhooks",
  "notifications",
  "audit",
  "policies",
  "verification",
];
const CONTEXT = `lib/(${CONTEXTS.join("|")})`;
const TEST = "\\.(test|spec)\\.tsx?$";
/** Tests, their support and the trial seed stand above every layer: they may look at anything. */
const ABOVE = [TEST, "^db/(test|seed)/"];

/** One rule of the chain: a folder may not import anything that stands above it. */
const pointsDown = (name, from, above, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: ABOVE },
  to: { path: above },
});

const above = {
  http: "^(lib/server|app|components|e2e)/",
  operations: "^(lib/(api|http|trial|server)|app|components|e2e)/",
  contexts: "^(lib/(operations|api|http|trial|server)|app|components|e2e)/",
  runtime: `^(${CONTEXT}|lib/(operations|api|http|trial|server)|app|components|e2e)/`,
  db: `^(lib/runtime|${CONTEXT}|lib/(operations|api|http|trial|server)|app|components|e2e)/`,
  config: `^(db|lib/runtime|${CONTEXT}|lib/(operations|api|http|trial|server)|app|components|e2e)/`,
};

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "kernel-is-pure",
      severity: "error",
      comment:
        "lib/kernel runs in the browser and knows nothing of the rest. Move what needs Node, settings or the database to the context that uses it, and pass values in.",
      from: { path: "^lib/kernel/", pathNot: TEST },
      to: { path: "^(?!lib/kernel/|node_modules/)" },
    },
    pointsDown(
      "config-points-down",
      "^lib/config/",
      above.config,
      "lib/config only reads settings. Let the code above import the setting from lib/config/env instead.",
    ),
    pointsDown(
      "db-points-down",
      "^db/",
      above.db,
      "db holds tables and connections, no rules. Put the rule in a context's verb and let that verb use db.",
    ),
    pointsDown(
      "runtime-points-down",
      "^lib/runtime/",
      above.runtime,
      "lib/runtime serves every context and knows none. Pass what it needs as an argument of run(), or keep the row it appends in db/schema.",
    ),
    pointsDown(
      "contexts-point-down",
      `^${CONTEXT}/`,
      above.contexts,
      "A context does not know who calls it. If it needs the engine, it is an operation type: define it in lib/operations/definitions and let the definition import the context.",
    ),
    pointsDown(
      "operations-point-down",
      "^lib/operations/",
      above.operations,
      "The engine does not know screens or endpoints. Return data from the verb and translate it in lib/api, lib/http or app.",
    ),
    pointsDown(
      "doors-point-down",
      "^lib/(api|http|trial)/",
      above.http,
      "Doors and translators are used by the server and the app, not the other way round. Move the shared part into lib/http or lib/api.",
    ),
    {
      name: "server-and-app-are-neighbours",
      severity: "error",
      comment:
        "app runs inside Next, lib/server in front of it, and modules are evaluated once in each. Put what both need into lib/http, lib/api or a context.",
      from: { path: "^(app|components)/", pathNot: TEST },
      to: { path: "^lib/server/" },
    },
    {
      name: "server-does-not-import-app",
      severity: "error",
      comment:
        "The front server hands requests to Next and never reaches into routes. Put what both need into lib/http or lib/api.",
      from: { path: "^lib/server/", pathNot: TEST },
      to: { path: "^(app|components)/" },
    },
    {
      name: "contexts-have-one-door",
      severity: "error",
      comment:
        "Outside its folder a context is its index.ts (and schemas.ts, which is browser-safe). Export what you need from that index.ts, or ask whether the rule belongs there.",
      from: { path: "^(?:lib|app|components|db|e2e)/", pathNot: [...ABOVE, `^${CONTEXT}/`] },
      to: { path: `^${CONTEXT}/`, pathNot: `^${CONTEXT}/(index|schemas)\\.ts$` },
    },
    {
      name: "neighbours-have-one-door",
      severity: "error",
      comment:
        "Contexts use each other's index.ts only. Export the verb from the neighbour's index.ts, or move the shared value to lib/kernel.",
      from: { path: `^${CONTEXT}/`, pathNot: TEST },
      to: { path: `^${CONTEXT}/`, pathNot: ["^lib/$1/", `^${CONTEXT}/(index|schemas)\\.ts$`] },
    },
    {
      name: "no-tables-in-doors",
      severity: "error",
      comment:
        "app, components, lib/api and lib/trial never touch tables. Call a verb of the context that owns the data; add a read verb there if it is missing.",
      from: { path: "^(app|components|lib/(api|trial))/", pathNot: TEST },
      to: { path: "^(db/|node_modules/(drizzle-orm|postgres)/)" },
    },
    {
      name: "ledger-tables-belong-to-ledger",
      severity: "error",
      comment:
        "Only lib/ledger touches ledger tables. Use a verb from lib/ledger/index.ts; money moves through its functions and nowhere else.",
      from: { pathNot: [...ABOVE, "^lib/ledger/", "^db/"] },
      to: { path: "^db/schema/ledger" },
    },
    {
      name: "components-are-browser-safe",
      severity: "error",
      comment:
        "components run in the browser and have no data access. Take data and actions as props; import only other components, lib/kernel, lib/i18n and a context's schemas.ts.",
      from: { path: "^components/", pathNot: TEST },
      to: { path: "^(app|db|lib)/", pathNot: ["^lib/(kernel|i18n)/", "^lib/[^/]+/schemas\\.ts$"] },
    },
    {
      name: "components-have-no-node",
      severity: "error",
      comment:
        "components run in the browser. Do what needs Node in a verb or a server component and pass the result as a prop.",
      from: { path: "^components/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "schemas-are-browser-safe",
      severity: "error",
      comment:
        "A context's schemas.ts is sent to the browser with forms. Import only zod, lib/kernel and other schemas.ts; keep rules that need data in verbs.",
      from: { path: "^lib/[^/]+/schemas\\.ts$" },
      to: { path: "^(?!node_modules/|lib/kernel/|lib/[^/]+/schemas\\.ts$)" },
    },
    {
      name: "start-up-needs-no-installation",
      severity: "error",
      comment:
        "lib/server/*.mjs runs before node_modules exists. Import only Node's own modules and other .mjs files at the top; load a package with await import() once it is installed.",
      from: { path: "^lib/server/.*\\.mjs$" },
      to: { dynamic: false, path: "^(?!lib/server/.*\\.mjs$)", dependencyTypesNot: ["core"] },
    },
    {
      name: "tests-are-not-imported",
      severity: "error",
      comment: "Production code does not import tests or their support. Move what it needs out of the test.",
      from: { path: "^(app|components|db|lib)/", pathNot: [TEST, "^db/(test|seed)/"] },
      to: { path: ["\\.(test|spec)\\.tsx?$", "^(db/test|e2e)/"] },
    },
    {
      name: "trial-data-is-seeded-by-the-server",
      severity: "error",
      comment:
        "Trial data exists in the embedded default only. Nothing but lib/server and db/seed may import it; read DATA_DIR/trial.json in tests.",
      from: { path: "^(app|components|db|lib)/", pathNot: ["^lib/server/", "^db/seed/", TEST] },
      to: { path: "^db/seed/" },
    },
    {
      name: "trial-page-reads-the-trial",
      severity: "error",
      comment:
        "lib/trial reads trial.json and everybody's SMS, which exist in the embedded default only. Nothing but app/trial and db/seed may import it.",
      from: { path: "^(app|components|db|lib)/", pathNot: ["^(app|lib)/trial/", "^db/seed/", TEST] },
      to: { path: "^lib/trial/" },
    },
    {
      name: "every-folder-has-a-layer",
      severity: "error",
      comment:
        "This folder has no place in the design's layers. Move the file to the layer it belongs to, or add the folder to the design and to .dependency-cruiser.mjs with a reason.",
      from: {
        path: "^lib/",
        pathNot: `^(${CONTEXT}|lib/(kernel|config|runtime|operations|http|api|trial|server|i18n))/`,
      },
      to: {},
    },
    {
      name: "folders-say-what-they-hold",
      severity: "error",
      comment:
        "A folder or file named utils, helpers, common, services, types or hooks says nothing. Name it after what it does or put it beside its one user.",
      from: {
        path: ["/(utils|helpers|common|services|types|hooks)/", "/(utils|helpers|common|services|types|hooks)\\.tsx?$"],
        pathNot: "^node_modules/",
      },
      to: {},
    },
    {
      name: "no-circles",
      severity: "error",
      comment: "Two files that import each other are one file or need a third below both. Move the shared part down.",
      from: {},
      to: { circular: true },
    },
    {
      name: "imports-resolve",
      severity: "error",
      comment: "This import leads nowhere. Correct the path, or add the package to package.json with an exact version.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "^node_modules/" },
    exclude: { path: "(^|/)(\\.next|dist|\\.data|\\.cache)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
