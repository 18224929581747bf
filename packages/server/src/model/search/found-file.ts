/** A file that may be a model; nothing of it was read yet. */
export interface FoundFile {
  /** Absolute path as it was found; of a split model its first part. */
  readonly path: string;
  /** Where that leads in the end: the same model found twice has one. */
  readonly realPath: string;
  /** What its tool calls it: `qwen2.5:7b`. */
  readonly label?: string;
  /** Its tool has a part for images beside it. */
  readonly hasProjector?: boolean;
}
