// The rules as people read them: one at the terminal, all of them as a page.
import { severityOf } from "../check/severity.ts";
import type { Example, Rule, Weight } from "../rule/rule.ts";
import { STAGES } from "../type/document-type.ts";

/** One rule for the terminal. */
export function renderRule(rule: Rule): string {
  const weighs = STAGES.map((stage) => `${severityOf(rule.weight, stage)} (${stage})`).join(", ");
  return `${[
    `${rule.id}: ${rule.title}`,
    rule.why,
    `What to do: ${rule.remedy}`,
    `Severity: ${weighs}. ${SCOPES[rule.appliesTo]}`,
    ...renderExamples(rule),
  ].join("\n\n")}\n`;
}

const SCOPES: Readonly<Record<Rule["appliesTo"], string>> = {
  any: "Reads every Markdown file.",
  typed: "Reads documents of a type.",
};

/** All rules as a page of Markdown; `#family.name` leads to a rule, for ever. */
export function renderRuleReference(rules: readonly Rule[]): string {
  const families = Map.groupBy(rules, ({ id }) => id.split(".")[0] ?? id);
  return `${[
    "# Rules",
    "Made from the code of the rules. `nomous rules ID` shows the same at the terminal. How severe a finding is depends on what its rule weighs and on how far the document is:",
    renderWeights(),
    ...[...families].flatMap(([family, members]) => [`## ${capitalise(family)}`, ...members.flatMap(renderEntry)]),
  ].join("\n\n")}\n`;
}

const WEIGHTS: readonly Weight[] = ["broken", "wrong", "missing", "advice"];

function renderWeights(): string {
  const rows = WEIGHTS.map((weight) => [weight, ...STAGES.map((stage) => severityOf(weight, stage))]);
  return [["weight", ...STAGES], ["---", ...STAGES.map(() => "---")], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Hosts make other anchors of a heading with a full stop in it, each its own. */
const renderEntry = (rule: Rule): string[] => [
  `<a id="${rule.id}"></a>`,
  `### ${rule.id}`,
  `${rule.title}.`,
  rule.why,
  `**What to do:** ${rule.remedy}`,
  `**Weight:** ${rule.weight}. ${SCOPES[rule.appliesTo]}`,
  ...renderExamples(rule),
];

const renderExamples = ({ bad, good }: Rule): string[] => [
  ...renderExample("Bad", bad),
  ...renderExample("Good", good),
];

const renderExample = (label: string, { text, files = {} }: Example): string[] => [
  `${label}:`,
  fence(text, "markdown"),
  ...Object.entries(files).flatMap(([path, content]) => [`with \`${path}\`:`, fence(content, "")]),
];

/** A fence is longer than any in the text. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}\n${text.replace(/\r?\n$/, "")}\n${marks}`;
}
