export { createKey, type NewKey } from "./create-key";
export { keyCaller } from "./key-caller";
export { makeKey } from "./key-format";
