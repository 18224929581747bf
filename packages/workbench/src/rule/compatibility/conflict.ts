import { parseMarkdown } from "../../text/markdown.ts";
import { isWithin, type Span, spansWithin } from "../../text/span.ts";
import type { Role } from "../../type/document-type.ts";
import { fieldsOf, readMetadata } from "../../type/metadata.ts";
import { resolvePath } from "../link/resolve-path.ts";
import { quote } from "../quote.ts";
import { sentencesIn } from "../research/sentences.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { type DeclaredPosture, declaredPosture, postureIn } from "./posture.ts";

const bad = [
  "---",
  "nomous: plan",
  "compatibility: no breaking changes",
  "---",
  "# Shared framing",
  "",
  "## Technical Design",
  "",
  "The length of a frame moves to its header, so older clients stop working.",
  "",
].join("\n");

export const compatibilityConflict: Rule = {
  id: "compatibility.conflict",
  title: "A text or source that contradicts what the document says of compatibility",
  why: "One reader keeps the old clients alive, another removes them. Both can point at this document.",
  remedy: "Decide whether what exists may break, and make both say so.",
  weight: "wrong",
  appliesTo: "typed",
  bad: { text: bad },
  good: { text: bad.replace("so older clients stop working", "which older clients still read") },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    const declared = typed === null ? null : declaredPosture(markdown, typed.metadata);
    if (declared === null) return;
    yield* conflictingText(subject, declared);
    yield* conflictingSources(subject, declared);
  },
};

/** Speak of what is not done, not yet done, or was done before. */
const ELSEWHERE: readonly Role[] = [
  "non-goals",
  "alternatives",
  "risks",
  "open-questions",
  "history",
  "current-state",
  "problem",
  "sources",
  "options",
];

function* conflictingText(subject: Subject, declared: DeclaredPosture): Iterable<Problem> {
  const { markdown } = subject;
  const skipped = [declared, ...ELSEWHERE.flatMap((role) => partsOf(subject, role)).map(({ content }) => content)];
  const whole = { from: markdown.bodyFrom, to: markdown.text.length };
  const cells = spansWithin(markdown.tables, whole).flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  for (const { from, to, text } of [...sentencesIn(markdown, whole), ...cells]) {
    const posture = postureIn(text);
    if (posture === null || posture === declared.posture || skipped.some((span) => overlaps({ from, to }, span)))
      continue;
    const what = `${quote(markdown.text.slice(from, to))} contradicts ${quote(declared.posture)}, which this document declares.`;
    yield { from, to, message: `${what} ${compatibilityConflict.remedy}` };
  }
}

const overlaps = (span: Span, other: Span): boolean => isWithin(span, other) || isWithin(other, span);

/** More than these nobody reads. */
const MAX_SOURCES = 30;

function* conflictingSources(
  { path, markdown, typed, surroundings }: Subject,
  { from, to, posture }: DeclaredPosture,
): Iterable<Problem> {
  const named =
    typed === null
      ? []
      : fieldsOf(typed.metadata, ["from", "source", "sources", "based on", "research", "spike", "spec"]).map(
          ({ text }) => text,
        );
  const parts = typed?.located.filter(({ part }) => part.role === "sources") ?? [];
  const linked = parts
    .flatMap(({ content }) => spansWithin(markdown.links, content))
    .flatMap(({ target }) => target ?? []);
  const addresses = [...named.flatMap((name) => name.match(/[^\s,`()[\]]+\.md\b/g) ?? []), ...linked].map((address) =>
    address.replace(/[#?:].*$/, ""),
  );
  const paths = addresses
    .filter((address) => address.endsWith(".md"))
    .flatMap((address) => [address, resolvePath(path, address)]);
  for (const source of [...new Set(paths)].filter((one) => one !== path).slice(0, MAX_SOURCES)) {
    const text = surroundings.textOf(source);
    const other = text === undefined ? null : sourcePosture(text);
    if (other === null || other.posture === posture) continue;
    yield {
      from,
      to,
      message: `${source} declares ${quote(other.posture)}, this document ${quote(posture)}. ${compatibilityConflict.remedy}`,
    };
  }
}

/** One document is the source of many, which are often checked one after the other. */
const MAX_KNOWN = 16;
const known = new Map<string, DeclaredPosture | null>();

function sourcePosture(text: string): DeclaredPosture | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const markdown = parseMarkdown(text);
  const posture = declaredPosture(markdown, readMetadata(markdown));
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, posture);
  return posture;
}
