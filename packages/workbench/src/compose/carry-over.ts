// What a new document can take from those it is written from. Content is carried only along the trace: from a type to those that it
// leads to. Everything carried says where it stands.
import { isAbout, shareOfSubject } from "../prose/subject-words.ts";
import { allParts, type Role } from "../type/document-type.ts";
import { analysisRows } from "./analysis-rows.ts";
import { composeSources } from "./compose-sources.ts";
import type { Draft } from "./draft.ts";
import type { Filling, Fillings, Row } from "./filling.ts";
import { type Passage, passagesOf, summaryOf, withCitation } from "./passage.ts";
import type { Subject } from "../rule/subject.ts";

export function carryOver(draft: Draft): Fillings {
  const { type, sources = [] } = draft;
  const roles = new Set([...allParts(type.parts)].map(({ role }) => role));
  const leading = sources.filter(({ typed }) => typed?.type.leadsTo.includes(type.name) === true);
  const found = leading.length === 0 ? [] : Object.entries(carried(leading, roles));
  const all = [...found, ["sources", composeSources(draft)] as const];
  return new Map(all.flatMap(([role, filling]) => (filling === null ? [] : [[role as Role, filling] as const])));
}

/** A plan is about what was proposed; a spec proposes anew, so it gets no summary. */
const carried = (
  sources: readonly Subject[],
  roles: ReadonlySet<Role | undefined>,
): Partial<Record<Role, Filling | null>> => ({
  summary: roles.has("steps") ? text(sources.map(summaryOf)) : null,
  problem: text(from(sources, "problem")),
  "current-state": text(from(sources, "findings").length > 0 ? sources.map(summaryOf) : from(sources, "current-state")),
  goals: items(from(sources, "goals").map(({ text }) => text)),
  "open-questions": items(
    from(sources, "open-questions")
      .filter(({ task }) => task !== "done")
      .map(withCitation),
  ),
  alternatives: rows(rejectedOptions(sources).map(({ text }) => ({ Option: text }))),
  risks: rows(from(sources, "risks").map(riskRow)),
  analysis: rows(analysisRows(sources)),
  steps: rows(taskRows(sources)),
  rollout: rows(from(sources, "phases").map(rolloutRow)),
});

const from = (sources: readonly Subject[], role: Role): Passage[] =>
  sources.flatMap((source) => passagesOf(source, role));

/** All options but the one that is recommended. */
function rejectedOptions(sources: readonly Subject[]): Passage[] {
  const options = from(sources, "options");
  const recommended = from(sources, "recommendation")
    .map(({ text }) => text)
    .join(" ");
  const [best] = options
    .map((option) => ({ option, share: shareOfSubject(recommended, option.text) }))
    .toSorted((a, b) => b.share - a.share);
  return best === undefined || best.share < NAMED ? options : options.filter((option) => option !== best.option);
}

/** Of the words of an option that a recommendation repeats when it means it. */
const NAMED = 0.5;

function text(passages: readonly (Passage | null)[]): Filling | null {
  const [first] = passages.filter((passage) => passage !== null);
  return first === undefined ? null : { kind: "text", text: withCitation(first) };
}

const items = (list: readonly string[]): Filling | null => (list.length === 0 ? null : { kind: "items", items: list });

const rows = (list: readonly Row[]): Filling | null => (list.length === 0 ? null : { kind: "rows", rows: list });

/** A goal is a task until somebody cuts it; its test is how it is verified. Without goals the next steps are, then the phases. */
function taskRows(sources: readonly Subject[]): Row[] {
  const tests = from(sources, "tests");
  const [work = []] = (["goals", "next-steps", "phases"] as const)
    .map((role) => from(sources, role))
    .filter((passages) => passages.length > 0);
  return work.map(({ text }, i) => ({
    ID: `T${i + 1}`,
    Task: text,
    Verify: tests.find((test) => isAbout(test.text, text))?.text ?? "",
    Status: "todo",
  }));
}

const riskRow = ({ text, cells }: Passage): Row => ({ Risk: text, ...cells });

function rolloutRow({ text }: Passage, i: number): Row {
  const { 1: step, 2: deploy = text } = /^(phase \d+)\s*[:.–—-]\s*(.*)$/is.exec(text) ?? [];
  return { Step: step ?? `Phase ${i + 1}`, Deploy: deploy };
}
