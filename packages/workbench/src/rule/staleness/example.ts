// The examples of this family: a document that cites a function, and what somebody found out about it.
import type { BoundTarget, Freshness } from "../../staleness/freshness.ts";
import type { Example } from "../rule.ts";

const TEXT = "# Resume\n\n## Findings\n\n- A reader begins where it stopped (`src/cursor.ts#resumeAt`).\n";
const FILES = { "src/cursor.ts": "export const resumeAt = (at: number): number => at + 1;\n" };

const bound = (freshness: Freshness, cause: string | null, movedTo: string | null): BoundTarget => ({
  kind: "symbol",
  target: "src/cursor.ts#resumeAt",
  from: TEXT.indexOf("`src"),
  to: TEXT.indexOf(")."),
  line: 5,
  freshness,
  cause: cause === null ? null : { text: cause, commit: null, diff: "", path: [] },
  movedTo,
});

/** The same, in need of something. */
export const boundTo = (freshness: Freshness, cause: string | null, movedTo: string | null = null): Example => ({
  text: TEXT,
  files: FILES,
  given: { bindings: [bound(freshness, cause, movedTo)] },
});

/** Nothing has changed since it was written. */
export const stated: Example = boundTo("fresh", null);
