export { applyPolicy } from "./apply-policy";
export { checkPolicy } from "./check-policy";
export { listPolicyVersions, type Policy, type PolicyVersion, readPolicy } from "./read-policy";
