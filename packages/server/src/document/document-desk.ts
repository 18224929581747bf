// What the workbench does with documents, as the server needs it; adapted to the lab at the composition root.
import type { CommandArgs, DocumentOverview, Obstacle, QueryArgs, Survey, WorkbenchSettings } from "@nomous/protocol";

export type StateMove =
  /** `sign` writes the approval beside the document where there is one; it comes before the text says so. */
  | {
      readonly status: "changed";
      readonly text: string;
      readonly from: string | null;
      readonly to: string;
      /** Whoever moves it there approves it. */
      readonly isApproval: boolean;
      sign(): Promise<void>;
    }
  | { readonly status: "unchanged" }
  /** `obstacles` are all that stands in the way. */
  | {
      readonly status: "refused";
      readonly message: string;
      readonly obstacles: readonly Obstacle[];
      readonly isApproval: boolean;
    };

/** What a person has to mend before the workbench can do it; the message says what. */
export class DeskError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DeskError";
  }
}

export interface DocumentDesk {
  /** Without the ids of documents, which the server adds. */
  list(signal: AbortSignal): Promise<{
    readonly documents: readonly DocumentOverview[];
    readonly unchecked: readonly { readonly path: string; readonly message: string }[];
  }>;
  /** Where a new document goes and its text, with what can be known filled in. Rejects with a `DeskError`. */
  compose(wanted: CommandArgs<"document.new">): Promise<{ readonly path: string; readonly text: string }>;
  /** Rejects with a `DeskError` when there is no such state, or no type. */
  move(path: string, text: string, state: string): Promise<StateMove>;
  settings(): Promise<WorkbenchSettings>;
  survey(wanted: QueryArgs<"workbench.survey">): Promise<Survey>;
  /** Calls `changed` when `list` may say something else. Returns how to stop. */
  watch(changed: () => void): () => void;
}
