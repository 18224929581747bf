/** The commands that answer for a line. */
export const COMMANDS = [
  "new",
  "check",
  "status",
  "list",
  "research",
  "rules",
  "run",
  "probe",
  "claim",
  "fill",
  "plan",
  "stale",
  "trace",
  "gate",
] as const;
type Command = (typeof COMMANDS)[number];

/** One requirement of a document that people bring, and what answers for it. */
export interface SeedLine {
  /** In few words. */
  readonly line: string;
  /** Ids of parts of the type. */
  readonly parts?: readonly string[];
  /** Keys of fields of the type. */
  readonly fields?: readonly string[];
  /** Names of states of the type. */
  readonly states?: readonly string[];
  readonly rules?: readonly string[];
  readonly commands?: readonly Command[];
}

interface SeedGroup {
  readonly heading: string;
  readonly lines: readonly SeedLine[];
}

/** A document that people bring, line by line, in its order. */
export interface Seed {
  readonly title: string;
  /** The type that it became. */
  readonly type: string;
  readonly groups: readonly SeedGroup[];
}
