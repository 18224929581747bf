// The clean documents that defects are planted in: three of each type, of different subjects and in different hands. Only ours keep
// the padded tables of a formatter, and one of each type is checked with carriage returns, as its author's editor writes it.
import { readFileSync } from "node:fs";

export const TYPES = ["spike", "plan", "spec", "research"] as const;
export type TypeName = (typeof TYPES)[number];

export interface Base {
  /** Its file in `bases`, without ending. */
  readonly name: string;
  readonly type: TypeName;
  /** Where it lies in its workspace. */
  readonly path: string;
  /** With line feeds. */
  readonly text: string;
  readonly hasCarriageReturns: boolean;
  readonly isApproved: boolean;
}

const base = (type: TypeName, subject: string, path: string, about: Partial<Base> = {}): Base => {
  const name = `${type}-${subject}`;
  const text = readFileSync(new URL(`bases/${name}.md`, import.meta.url), "utf8");
  return { name, type, path, text, hasCarriageReturns: false, isApproved: false, ...about };
};

/** With tables as people type them. */
const foreign: typeof base = (...its) => {
  const own = base(...its);
  return { ...own, text: own.text.replaceAll(/^\|.*\|$/gm, tighten) };
};

const tighten = (row: string): string => row.replaceAll(/ {2,}/g, " ").replaceAll(/-{4,}/g, "---");

export const BASES: readonly Base[] = [
  base("spike", "token-batching", "docs/spikes/2026-10-05-token-batching.md"),
  foreign("spike", "gpu-batch", "docs/spikes/2026-09-07-gpu-batch.md"),
  foreign("spike", "log-reconciliation", "docs/spikes/2026-08-24-log-reconciliation.md", { hasCarriageReturns: true }),
  base("plan", "session-resume", "docs/plans/2026-11-02-session-resume.md"),
  foreign("plan", "inspection-gate", "docs/plans/2026-11-05-inspection-gate.md", { isApproved: true }),
  foreign("plan", "log-sync", "docs/plans/2026-11-10-log-sync.md", { hasCarriageReturns: true, isApproved: true }),
  base("spec", "session-resume", "specs/2026-10-19-session-resume.md"),
  foreign("spec", "inspection-gate", "specs/2026-09-28-inspection-gate.md"),
  foreign("spec", "log-sync", "specs/2026-08-31-log-sync.md", { hasCarriageReturns: true, isApproved: true }),
  base("research", "lost-frames", "research/2026-10-02-lost-frames.md"),
  foreign("research", "camera-exposure", "research/2026-09-02-camera-exposure.md"),
  foreign("research", "log-uploader", "research/2026-08-20-log-uploader.md", { hasCarriageReturns: true }),
];

/** As its author's editor would have saved it. */
export const saved = (text: string, { hasCarriageReturns }: Base): string =>
  hasCarriageReturns ? text.replaceAll("\n", "\r\n") : text;
