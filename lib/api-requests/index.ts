export { findRequestOf } from "./find-request-of";
export { listRequests, type RequestsPage } from "./list-requests";
export { pruneRequests } from "./prune-requests";
export { readRequest } from "./read-request";
export { type AnsweredRequest, flushRequests, recordRequest } from "./record-request";
export type { Json, LoggedRequest, RequestDetail, StatusClass } from "./schemas";
