import type { ErrorBody, ErrorCode, ResetReason } from "@nomous/protocol";

/**
 * `away`: there is no connection. `closed`: the client was closed. `stream-lost`: see `why`. `page-too-old`: a newer page has changed what this
 * browser keeps. Others as on the wire.
 */
export type ClientErrorCode = ErrorCode | "away" | "closed" | "stream-lost" | "withdrawn" | "page-too-old";

/** What a client's promise or iterator rejects with. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly code: ClientErrorCode;
  /** What the bridge said, when it was the bridge that refused. */
  readonly body: ErrorBody | undefined;
  /** Why a stream cannot be read on, with `stream-lost`. */
  readonly why: ResetReason | undefined;

  constructor(
    code: ClientErrorCode,
    message: string,
    more: { body?: ErrorBody; why?: ResetReason; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.body = more.body;
    this.why = more.why;
  }
}

/** The error that a bridge's answer stands for. */
export const errorOf = (body: ErrorBody): ClientError => new ClientError(body.code, body.message, { body });
