export { applyPolicy } from "./apply-policy";
export { checkPolicy } from "./check-policy";
export { type Decider, listDeciders, listMakers } from "./list-deciders";
export { listPolicyVersions, type Policy, type PolicyVersion, readPolicy, readPolicyLimits } from "./read-policy";
