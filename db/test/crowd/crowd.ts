import type { DecideOperation, SubmitOperation } from "@/lib/operations";
import type { UserPrincipal } from "@/lib/runtime";

/** Who asks: a person as they stand at the door, or a key by its secret. */
export type Member = { readonly person: UserPrincipal } | { readonly secret: string };

/** What one of many is answered: `accepted` or the code of the refusal; of who came too late also whose decision it was. */
export type Answer = { readonly code: string; readonly status?: string; readonly decidedBy?: string };

/** One request of a crowd. */
export type Asking = { readonly by: Member } & (
  | { readonly submit: SubmitOperation; readonly decide?: never }
  | { readonly decide: DecideOperation; readonly submit?: never }
);

/** Many people and keys who ask at once; the answers come in the order of what was asked. */
export type Crowd = {
  ask(asked: readonly Asking[]): Promise<Answer[]>;
  leave(): Promise<void>;
};
