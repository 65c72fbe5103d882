export { isAddressAllowed } from "./addresses";
export { createKey, type NewKey } from "./create-key";
export { keyCaller } from "./key-caller";
export { hashKey, isKey, makeKey } from "./key-format";
