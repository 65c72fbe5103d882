export { createKey, type NewKey } from "./create-key";
export { type KeyCaller, keyCaller } from "./key-caller";
export { makeKey } from "./key-format";
