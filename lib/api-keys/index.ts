export { createKey, type NewKey } from "./create-key";
export { type AdmittedKey, admitKey, identifyKey, type KeyCaller, keyCaller } from "./key-caller";
export { hasKey } from "./has-key";
export { makeKey } from "./key-format";
export type { FoundKey } from "./look-up-key";
