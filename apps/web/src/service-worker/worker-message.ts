// What a page and its service workers say to each other.

export type PageMessage =
  /** Which build is it, and is all of it here? */
  | "which"
  /** Fetch what is not here any more. */
  | "fill"
  /** A worker that waits begins its work, in all tabs. */
  | "take-over";

/** Answers `which` and `fill`. */
export interface WorkerMessage {
  readonly build: string;
  readonly isWhole: boolean;
}

export const isWorkerMessage = (data: unknown): data is WorkerMessage =>
  typeof data === "object" && data !== null && "build" in data && "isWhole" in data;
