/** Where the policy of one's distributor is read and asked about. */
export const POLICIES_PATH = "/settings/policies";
