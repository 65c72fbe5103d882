export { createKey, type NewKey } from "./create-key";
export { hasKey } from "./has-key";
export { type AdmittedKey, admitKey, identifyKey, type KeyCaller, keyCaller } from "./key-caller";
export { makeKey } from "./key-format";
export type { FoundKey } from "./look-up-key";
