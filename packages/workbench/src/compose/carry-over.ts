// What a new document can take from those it is written from. Content is carried only along the trace: from a type to those that it
// leads to. Everything carried says where it stands.
import type { Subject } from "../rule/subject.ts";
import { allParts, type Part, type Role } from "../type/document-type.ts";
import { isNamed } from "../type/locate-parts.ts";
import { analysisRows } from "./analysis-rows.ts";
import { claimsOf } from "./carried-claims.ts";
import { choiceText, decisionsOf, rejectedRows } from "./carried-decisions.ts";
import { findingBlocks } from "./carried-findings.ts";
import { modelRows } from "./carried-models.ts";
import { riskRows } from "./carried-risks.ts";
import { targetRows } from "./carried-targets.ts";
import { composeSources } from "./compose-sources.ts";
import type { Draft } from "./draft.ts";
import type { Filling, Fillings, Row, RowGroup } from "./filling.ts";
import { objectiveItem, objectivesOf } from "./objectives.ts";
import { type Passage, passagesOf, proposalOf, withCitation } from "./passage.ts";
import { type Phase, planSteps } from "./plan-steps.ts";
import { recommendedOption, shortName } from "./recommended-option.ts";
import { createSourceLinks, type SourceLinks, nameOf } from "./source-links.ts";

type Carried = readonly (readonly [Role | Part, Filling | null])[];

export function carryOver(draft: Draft): Fillings {
  const { type, sources = [] } = draft;
  const leading = sources.filter(({ typed }) => typed?.type.leadsTo.includes(type.name) === true);
  const links = createSourceLinks(draft.path);
  const found = leading.length === 0 ? [] : carried(leading, draft, links);
  // Last, because it defines the names that all others have used.
  const all: Carried = [...found, ["sources", composeSources(draft, links.definitions())]];
  return new Map(all.flatMap(([place, filling]) => (filling === null ? [] : [[place, filling] as const])));
}

/** What has steps is a plan of what was proposed; everything else proposes anew, so it gets no summary. */
function carried(sources: readonly Subject[], { type }: Draft, links: SourceLinks): Carried {
  const steps = [...allParts(type.parts)].find(({ role }) => role === "steps");
  return [
    ["problem", text(from(sources, "problem"))],
    ["current-state", currentState(sources, links)],
    ["design", beginning(designBlocks(sources, links, steps === undefined))],
    ["open-questions", items(openQuestions(sources))],
    ["alternatives", rows(sources.flatMap((source) => rejectedOptions(source, links)))],
    ["risks", rows(riskRows(sources, links))],
    ["analysis", rows(analysisRows(sources))],
    ["models", rows(modelRows(sources))],
    ...(steps === undefined
      ? [["goals", items(from(sources, "goals").map((goal) => goal.text))] as const]
      : toPlan(sources, steps, links)),
  ];
}

function toPlan(sources: readonly Subject[], steps: Part, links: SourceLinks): Carried {
  const objectives = objectivesOf(sources);
  const { phases, groups, tests, verifierOf } = planSteps(sources, objectives);
  const testing = steps.parts?.find((part) => isNamed(part, "testing"));
  const [first, ...others] = groups;
  // A type without a place for tests has them among the tasks.
  const whole =
    first === undefined ? [{ title: null, rows: tests }] : [{ ...first, rows: [...first.rows, ...tests] }, ...others];
  return [
    ["summary", text(sources.map(proposalOf))],
    ["goals", items(objectives.map((objective) => objectiveItem(objective, links)))],
    ["criteria", items(from(sources, "criteria").map(withCitation))],
    ["targets", rows(targetRows(sources, verifierOf))],
    ["rollout", rows(phases.map(rolloutRow))],
    ...(testing === undefined
      ? [["steps", grouped(whole)] as const]
      : [["steps", grouped(groups)] as const, [testing, rows(tests)] as const]),
  ];
}

const from = (sources: readonly Subject[], role: Role): Passage[] =>
  sources.flatMap((source) => passagesOf(source, role));

const openQuestions = (sources: readonly Subject[]): string[] =>
  from(sources, "open-questions")
    .filter(({ task }) => task !== "done")
    .map(withCitation);

function currentState(sources: readonly Subject[], links: SourceLinks): Filling | null {
  const found = findingBlocks(sources, links);
  return found.length > 0 ? { kind: "text", text: found.join("\n\n") } : text(from(sources, "current-state"));
}

/** What was decided and why; in a proposal also what is advised, and the sentences that state what was measured. */
const designBlocks = (sources: readonly Subject[], links: SourceLinks, isProposal: boolean): string[] =>
  sources.flatMap((source) => {
    const decided = decisionsOf(source);
    const advice = passagesOf(source, "recommendation", Number.POSITIVE_INFINITY).slice(0, 1);
    const stated = isProposal ? [...advice, ...claimsOf(source, advice)] : [];
    return [...decided.map((one) => choiceText(one, links)), ...stated.map(withCitation)];
  });

/** All options but the one that is chosen, or recommended where nothing is computed. */
function rejectedOptions(source: Subject, links: SourceLinks): Row[] {
  const decided = decisionsOf(source);
  if (decided.length > 0) return decided.flatMap((one) => rejectedRows(one, links));
  const best = recommendedOption(source);
  const at = passagesOf(source, "recommendation")[0]?.from ?? 0;
  const reason = best === null ? "" : `${links.to(source, at, nameOf(source))} recommends ${shortName(best.text)}`;
  return passagesOf(source, "options")
    .filter(({ from: start }) => start !== best?.from)
    .map((option) => ({ Option: option.text, "Reason for Rejection": reason }));
}

const rolloutRow = ({ name, text: deploy }: Phase): Row => ({ Step: name, Deploy: deploy });

function text(passages: readonly (Passage | null)[]): Filling | null {
  const [first] = passages.filter((passage) => passage !== null);
  return first === undefined ? null : { kind: "text", text: withCitation(first) };
}

const beginning = (blocks: readonly string[]): Filling | null =>
  blocks.length === 0 ? null : { kind: "text", text: blocks.join("\n\n"), isBeginning: true };

const items = (list: readonly string[]): Filling | null => (list.length === 0 ? null : { kind: "items", items: list });

const rows = (list: readonly Row[]): Filling | null => (list.length === 0 ? null : { kind: "rows", rows: list });

const grouped = (groups: readonly RowGroup[]): Filling | null =>
  groups.length === 0 ? null : { kind: "groups", groups };
