import * as z from "zod/mini";

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, "expected the 64 hexadecimal digits of a hash"));
const count = z.int().check(z.nonnegative());

/** A command as it ran. What it printed is kept as a hash alone: it may hold what nobody should commit. */
const VerifiedCommand = z.looseObject({
  argv: z.array(z.string()).check(z.minLength(1)),
  /** Null when it was ended by a signal. */
  exitCode: z.nullable(z.int()),
  signal: z.optional(z.string()),
  isTimedOut: z.optional(z.boolean()),
  durationMs: count,
  output: z.looseObject({ hash: sha256, bytes: count }),
});

/** One line of a review file: what somebody saw of a task, and what the task asked for then. Keys that are not known here are kept. */
export const VerificationLine = z.looseObject({
  v: z.literal(1),
  type: z.literal("verification"),
  /** With `/`, relative to the workspace. */
  document: z.string(),
  /** As the document writes its id. */
  task: z.string().check(z.minLength(1)),
  /** What the task asked for: see `taskHash`. */
  hash: sha256,
  /** `command`: its commands ran, and what else is named was looked for. `artefact`: only looked for. `seen`: a person says so. */
  kind: z.enum(["command", "artefact", "seen"]),
  outcome: z.enum(["passed", "failed"]),
  /** In their order; none after one that failed. */
  commands: z.optional(z.array(VerifiedCommand)),
  /** By path: SHA-256 of the content, null for one that was not there. */
  artefacts: z.optional(z.record(z.string(), z.nullable(sha256))),
  /** What the person looked at. */
  seen: z.optional(z.string()),
  person: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** The whole id of the last commit when it began. */
  commit: z.optional(z.string()),
  /** Whether files differed from that commit, the document and what Nomous keeps left out. */
  isDirty: z.optional(z.boolean()),
});
export type VerificationLine = z.infer<typeof VerificationLine>;
