/** Something that a person asked of a document and that cannot be done as it was asked; the document is as it was. */
export class DeskError extends Error {
  /** What to do. */
  readonly remedy: string | undefined;
  constructor(message: string, remedy?: string) {
    super(message);
    this.name = "DeskError";
    this.remedy = remedy;
  }
}
