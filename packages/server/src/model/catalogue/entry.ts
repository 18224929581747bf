// Everything that is known of one model at one moment: what people see of it, and what the router asks.
import type { ModelInfo, ModelRun } from "@nomous/protocol";
import type { Candidate } from "../../engine/router.ts";

export type Obstacle = NonNullable<Candidate["obstacle"]>;

export interface Entry {
  readonly info: ModelInfo;
  /** It was trained to answer, not only to continue. */
  readonly isInstruct: boolean;
  /** Why it cannot answer now. */
  readonly obstacle: Obstacle | undefined;
}

/** What may differ from one moment to the next. */
export interface Moment {
  readonly now: number;
  /** What a model could be given: free memory, and what models that are loaded would give back. */
  readonly freeBytes: number;
  readonly gpuBytes: number;
  readonly runs: readonly ModelRun[];
  /** The model that the machine's list names. */
  readonly choice: string | undefined;
  /** Files and folders of the machine's list. */
  readonly added: readonly string[];
}

export const EMBEDS: Obstacle = {
  reason: "makes vectors of texts and does not chat",
  remedy: "Choose a model that chats.",
};
