import type { Span } from "../../text/span.ts";

const BEFORE = /^\s*(?:\[[ xX]\]\s+)?(?:\*\*[^*\r\n]{1,60}(?::\*\*|\*\*\s*:)\s*)?/;

/** What somebody fills in: `- [ ] **Owner:** TBD` → `TBD`. */
export function behindLabel(text: string, { from, to }: Span): Span {
  const written = text.slice(from, to);
  const start = from + (BEFORE.exec(written)?.[0].length ?? 0);
  return { from: start, to: Math.max(start, from + written.trimEnd().length) };
}
