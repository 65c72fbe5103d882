export { type CopiedHeads, copyHeads } from "./copy-heads";
export { type Finding, firstBadEntries } from "./finding";
export { type LastVerification, readVerification } from "./read-verification";
export { storeVerification } from "./store-verification";
export { type Checked, type Verification, verifyIssuer } from "./verify-issuer";
export { verifyTonight } from "./verify-tonight";
