// For tests: a document as the list tells it, with whatever a test is about.
import type { DocumentOverview } from "@nomous/client";

export const overview = (path: string, rest: Partial<DocumentOverview> = {}): DocumentOverview => ({
  path,
  title: `About ${path}`,
  type: "spec",
  state: { name: "draft", label: "Draft (WIP)", stage: "draft" },
  possible: [{ name: "in-review", label: "In Review (RFC)", isApproval: false }],
  progress: { written: 3, required: 12, phase: "design" },
  problems: { error: 0, warning: 0, note: 0 },
  approval: "none",
  committed: { first: "2026-11-01", last: "2026-11-20" },
  next: "Write Goals (line 23)",
  sources: [],
  ...rest,
});

/** An id of the right form that ends in `n`. */
export const documentId = (n: number): NonNullable<DocumentOverview["document"]> =>
  `0192f0c1-2345-7abc-8def-${String(n).padStart(12, "0")}` as NonNullable<DocumentOverview["document"]>;
