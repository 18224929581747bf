/** Why a file was not fetched, for people, and what to do. */
export class PullError extends Error {
  readonly remedy: string | undefined;
  constructor(message: string, remedy?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PullError";
    this.remedy = remedy;
  }
}

/** The server or the network failed in a way that may pass: it is worth another try from where it stopped. */
export class CutError extends Error {
  /** What the server asked for, milliseconds. */
  readonly waitMs: number | undefined;
  /** Nobody answered at all: before the first byte that is more likely a wrong address than a bad moment. */
  readonly isUnreachable: boolean;
  constructor(message: string, options: ErrorOptions & { waitMs?: number | undefined; isUnreachable?: boolean } = {}) {
    super(message, options);
    this.name = "CutError";
    this.waitMs = options.waitMs;
    this.isUnreachable = options.isUnreachable === true;
  }
}
