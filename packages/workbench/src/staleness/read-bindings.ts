// All that a document rests on: code that it cites, evidence of experiments that it shows or claims numbers of, and documents that it
// links or names as its sources. Several citations of one thing are one binding.
import { candidatePaths, findCitedFile } from "../rule/citation/cited-file.ts";
import { citationsIn, type CodeCitation } from "../rule/citation/code-citation.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { regionsIn } from "../region/region.ts";
import { isWithin, type Span, spanAround } from "../text/span.ts";
import type { Role } from "../type/document-type.ts";
import type { Binding, Mention } from "./binding.ts";
import { documentBindings, MARKDOWN_NAME } from "./document-bindings.ts";
import { evidenceBindings } from "./evidence-bindings.ts";
import { statementAt } from "./statement-at.ts";
import { linesTarget, symbolTarget } from "./target.ts";

const known = new WeakMap<Subject, readonly Binding[]>();

/** In the order of their first mentions. */
export function readBindings(subject: Subject): readonly Binding[] {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const found = [...codeBindings(subject), ...documentBindings(subject), ...evidenceBindings(subject)];
  const bindings = joined(found).toSorted((a, b) => firstOf(a) - firstOf(b));
  known.set(subject, bindings);
  return bindings;
}

const firstOf = ({ mentions }: Binding): number => mentions[0]?.from ?? 0;

/** Whoever says a thing twice rests on it once. */
function joined(bindings: readonly Binding[]): Binding[] {
  const byTarget = Map.groupBy(bindings, ({ kind, target }) => `${kind} ${target}`);
  return [...byTarget.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const mentions = same.flatMap((one) => one.mentions).toSorted((a, b) => a.from - b.from);
    return [{ ...first, isSource: same.some(({ isSource }) => isSource), mentions }];
  });
}

const NOTHING_MORE = {
  symbol: null,
  lines: null,
  section: null,
  isSource: false,
  isPointer: false,
  evidence: null,
} as const;

function* codeBindings(subject: Subject): Generator<Binding> {
  const generated = regionsIn(subject.markdown);
  const planned = PLANNED.flatMap((role) => partsOf(subject, role)).map(({ content }) => content);
  for (const citation of citationsIn(subject)) {
    // What is generated follows from the evidence, which is bound itself.
    if (spanAround(generated, citation.from) !== undefined) continue;
    const paths = pathsOf(citation, subject);
    const [path] = paths;
    if (path === undefined) continue;
    const { symbol, lines } = citation;
    const mentions = [mentionOf(subject, citation)];
    if (lines.length > 0)
      for (const range of lines.filter(({ first, last }) => first > 0 && last >= first))
        yield { ...NOTHING_MORE, kind: "lines", target: linesTarget(path, range), paths, lines: range, mentions };
    // Links and names of Markdown are read with the documents.
    else if (MARKDOWN_NAME.test(path)) continue;
    else if (symbol !== null)
      yield { ...NOTHING_MORE, kind: "symbol", target: symbolTarget(path, symbol), paths, symbol, mentions };
    else if (!planned.some((part) => isWithin(citation, part)))
      yield {
        ...NOTHING_MORE,
        kind: "file",
        target: path,
        paths,
        mentions,
        isPointer: subject.typed === null || isRecord(path),
      };
  }
}

/** What Nomous writes beside documents changes with every look at one of them: nobody says anything of its content. */
const isRecord = (path: string): boolean => path === "nomous.lock" || path.startsWith(".nomous/");

/** Parts that say what is to be done: a file that they name as a whole is meant to change. */
const PLANNED: readonly Role[] = [
  ...(["goals", "non-goals", "options", "design", "components", "mitigations", "backfill", "verification"] as const),
  ...(["steps", "phases", "rollout", "rollback", "tests", "testing-strategy", "validation", "next-steps"] as const),
];

function pathsOf(citation: CodeCitation, subject: Subject): readonly string[] {
  const file = findCitedFile(citation, subject);
  if (file.status === "found") return [file.path];
  return file.status === "missing" ? candidatePaths(citation, subject.path) : [];
}

function mentionOf({ markdown }: Subject, { from, to, isLink }: CodeCitation): Mention {
  const written = markdown.text.slice(from, to);
  // A span of code has marks around its words; the words of a link are no address.
  const marks = /^`+/.exec(written)?.[0].length ?? 0;
  const address: Span | null = isLink && marks > 0 ? null : { from: from + marks, to: to - marks };
  return { from, to, statement: statementAt(markdown, { from, to }), address };
}
