import type { Permission } from "@/lib/runtime";
import type { Ids } from "./ids";

/**
 * A server action. `input` names somebody's things and is valid otherwise. `fine` are refusals that show that who asked was let in: the thing
 * itself was not to be had. A `form` action answers with where it leads. `endsSession`: somebody hired for each try. `public`: before sign-in.
 */
export type Action = {
  readonly permission: Permission | "public" | "session";
  /** Of what it names only people of this kind of organisation decide, although the permission is of both. */
  readonly in?: "issuer" | "distributor";
  readonly input: (ids: Ids) => object | null;
  readonly fine?: readonly string[];
  /** What it names is all distributors' of an issuer: whom one pays, who waits for money. */
  readonly shared?: boolean;
  /** What it names is of one's very own organisation: a distributor's people are nobody to its issuer's staff. */
  readonly home?: boolean;
  readonly form?: boolean;
  readonly endsSession?: boolean;
};
