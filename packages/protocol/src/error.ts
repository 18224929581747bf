// What can go wrong on the wire, as data. `ERROR_POLICY` says once, for every code, what it ends and whether trying
// again helps; the client's session reads the table and nothing else.
import * as z from "zod/mini";

const CODES = [
  "bad-message",
  "unauthorized",
  "forbidden",
  "version-unsupported",
  "store-replaced",
  "too-large",
  "hello-timeout",
  "superseded",
  "rate-limited",
  "internal",
  "draining",
  "slow-reader",
  "silent",
  "unknown-command",
  "invalid-arguments",
  "not-found",
  "conflict",
  "expired",
  "not-supported",
  "storage-failed",
  "engine-failed",
  "workspace-unreadable",
] as const;

export const ErrorCode = z.enum(CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const ErrorBody = z.object({
  code: ErrorCode,
  /** One sentence for a person: what happened, where, what to do. Never a stack, never user text. */
  message: z.string().check(z.maxLength(2_000)),
  details: z.optional(z.record(z.string(), z.unknown())),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

export interface ErrorPolicy {
  /** What the error ends. */
  readonly scope: "connection" | "stream" | "command";
  /** `never`: trying again is useless; `after`: the client tries again by itself; `user`: a person may try again. */
  readonly retry: "never" | "after" | "user";
  /** The close code, where the error ends the connection. */
  readonly close?: number;
}

export const ERROR_POLICY = {
  "bad-message": { scope: "connection", retry: "never", close: 4400 },
  unauthorized: { scope: "connection", retry: "user", close: 4401 },
  forbidden: { scope: "connection", retry: "never", close: 4403 },
  "version-unsupported": { scope: "connection", retry: "never", close: 4406 },
  "store-replaced": { scope: "connection", retry: "never", close: 4410 },
  "too-large": { scope: "connection", retry: "never", close: 4413 },
  "hello-timeout": { scope: "connection", retry: "after", close: 4408 },
  superseded: { scope: "connection", retry: "after", close: 4409 },
  "rate-limited": { scope: "connection", retry: "after", close: 4429 },
  internal: { scope: "connection", retry: "after", close: 4500 },
  draining: { scope: "connection", retry: "after", close: 4503 },
  "slow-reader": { scope: "connection", retry: "after", close: 4508 },
  silent: { scope: "connection", retry: "after", close: 4512 },
  "unknown-command": { scope: "command", retry: "never" },
  "invalid-arguments": { scope: "command", retry: "never" },
  "not-found": { scope: "command", retry: "never" },
  conflict: { scope: "command", retry: "user" },
  expired: { scope: "command", retry: "never" },
  "not-supported": { scope: "command", retry: "never" },
  "storage-failed": { scope: "command", retry: "user" },
  "engine-failed": { scope: "stream", retry: "user" },
  "workspace-unreadable": { scope: "command", retry: "user" },
} as const satisfies Record<ErrorCode, ErrorPolicy>;

/** The error a close code stands for; `undefined` for the codes of RFC 6455, which mean nothing but "closed". */
export function errorOfClose(close: number): ErrorCode | undefined {
  return CODES.find((code) => {
    const policy: ErrorPolicy = ERROR_POLICY[code];
    return policy.close === close;
  });
}
