import type { SerialisedPerson } from "../../read-people";

/** What the dialog of an act about a person gets. */
export type ActDialogProps = {
  readonly person: SerialisedPerson;
  readonly operationsPath: string;
  readonly onClose: () => void;
};
