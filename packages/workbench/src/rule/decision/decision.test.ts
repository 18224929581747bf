import { expect, test } from "vitest";
import { computeDecision } from "../../decision/compute-decision.ts";
import { composeDecision } from "../../decision/compose-decision.ts";
import { countedBy, CPU, decisionWith, foundWith, P95, TRANSPORT } from "../../decision/decision-fixture.ts";
import type { DecisionResults } from "../../decision/decision-results.ts";
import type { ResultsByExperiment } from "../../decision/found-evidence.ts";
import { readDecisions } from "../../decision/read-decisions.ts";
import { renderDecision } from "../../decision/render-decision.ts";
import { regionText } from "../../region/region.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import { RULES } from "../catalogue.ts";
import type { Rule } from "../rule.ts";
import { problemsOf } from "../rule-fixture.ts";
import { soundSpike } from "../spike/example.ts";
import { contradictedDecision } from "./contradicted.ts";
import { judgedWith, measuredWith, soundJudged } from "./example.ts";
import { judgementWithoutReason } from "./no-reason.ts";
import { decisionReplay } from "./replay.ts";
import { decisionSyntax } from "./syntax.ts";
import { unknownMetric } from "./unknown-metric.ts";
import { unknownVariant } from "./unknown-variant.ts";
import { decisionWeights } from "./weights.ts";
import { winnerOut } from "./winner-out.ts";

const FAMILY: readonly Rule[] = [
  decisionSyntax,
  unknownMetric,
  unknownVariant,
  judgementWithoutReason,
  decisionWeights,
  decisionReplay,
  contradictedDecision,
  winnerOut,
];

test.each(FAMILY.map((rule) => [rule.id, rule] as const))(
  "%s finds its bad example and nothing in its good one",
  (_, rule) => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  },
);

test("a problem of the block is told as a sentence, at the value", () => {
  expect(problemsOf(decisionSyntax, judgedWith("weight: 60", "weight: -1"))).toEqual([
    { line: 22, text: "-1", message: "Expected more than 0, found -1." },
  ]);
});

test("two decisions cannot share an id", () => {
  const [block = ""] = /```yaml decision[\s\S]*?```\n/.exec(soundJudged.text) ?? [];
  const twice = judgedWith("## Recommendations", `${block}\n## Recommendations`);
  expect(problemsOf(decisionSyntax, twice).map(({ text }) => text)).toEqual(["codec"]);
});

test.each([
  [
    "metric: codec/encode }",
    "metric: codex/encode }",
    "codex/encode",
    'There is no experiment "codex" in this document. Did you mean "codec"?',
  ],
  [
    "metric: codec/encode }",
    "metric: codec/encod }",
    "codec/encod",
    'codec has no metric "encod". Did you mean "encode"?',
  ],
  [
    "metric: codec/encode, at",
    "metric: codec/memory, at",
    "codec/memory",
    'codec has no metric "memory". Name an experiment of this document and one of its metrics.',
  ],
])("a metric that is not there is told at its place: %s", (words, instead, text, message) => {
  expect(problemsOf(unknownMetric, measuredWith(words, instead))).toMatchObject([{ text, message }]);
});

test("where an experiment cannot be read, nothing is said of its metrics and variants", () => {
  const broken = measuredWith("better: lower", "better: lowest");
  expect(problemsOf(unknownMetric, broken)).toEqual([]);
  expect(problemsOf(unknownVariant, broken)).toEqual([]);
});

test("an option that is no variant of the experiment is told at each metric that would need it", () => {
  const problems = problemsOf(unknownVariant, measuredWith("MessagePack: { codec: msgpack }", "MessagePack: {}"));
  expect(problems.map(({ text }) => text)).toEqual(["codec/encode", "codec/encode"]);
  expect(problems[0]?.message).toMatch(/^"MessagePack" is no variant of codec\. /);
});

test("a variant and an experiment that are not there are told where the option names them", () => {
  expect(problemsOf(unknownVariant, measuredWith("{ codec: msgpack }", "{ codec: msgpak }"))).toMatchObject([
    { text: "msgpak", message: 'codec has no variant "msgpak". Did you mean "msgpack"?' },
  ]);
  expect(problemsOf(unknownVariant, measuredWith("{ codec: json }", "{ codec: json, kodec: json }"))).toMatchObject([
    { text: "kodec", message: 'There is no experiment "kodec" in this document. Did you mean "codec"?' },
  ]);
});

test.each(["obvious", "TBD", "n/a", "the best choice", "<why>"])("%j is no reason for a judgement", (reason) => {
  const problems = problemsOf(judgementWithoutReason, judgedWith("the library has one author", JSON.stringify(reason)));
  expect(problems).toHaveLength(1);
});

test("a block that somebody only began with asks for authors and reasons", () => {
  const block = composeDecision(
    [
      { name: "JSON", variants: {} },
      { name: "MessagePack", variants: {} },
    ],
    [],
  );
  const text = soundJudged.text.replace(/```yaml decision[\s\S]*?```\n/, block);
  expect(problemsOf(decisionSyntax, { text })).toEqual([]);
  expect(problemsOf(judgementWithoutReason, { text })).toHaveLength(10);
});

test("weights that are a rounding away from 100 are left alone", () => {
  expect(problemsOf(decisionWeights, judgedWith("weight: 60", "weight: 60.1"))).toEqual([]);
  expect(problemsOf(decisionWeights, judgedWith("weight: 60", "weight: 3"))).toMatchObject([
    { text: "criteria", message: expect.stringMatching(/^The weights add up to 43 and are scaled to 100\./) as string },
  ]);
});

/** The example with what is computed of it in its place, and then words of the block exchanged. */
function filled(words?: string, instead = ""): { readonly text: string } {
  const decision = readDecisions(parseMarkdown(soundJudged.text))[0]?.decision;
  if (decision === undefined || decision === null) throw new Error("the example has no decision");
  const { matrix, statement } = renderDecision(computeDecision(decision, new Map()));
  const text = soundJudged.text
    .replace(
      "```\n\n## Recommendations",
      `\`\`\`\n\n${regionText({ name: "codec/decision", body: matrix, at: null })}\n\n## Recommendations`,
    )
    .replace("Keep JSON for token frames.", regionText({ name: "codec/recommendation", body: statement, at: null }));
  if (words !== undefined && !text.includes(words)) throw new Error(`the example does not say ${words}`);
  return { text: words === undefined ? text : text.replace(words, instead) };
}

test("a decision that comes to another winner is told at both parts that still have the old one", () => {
  expect(problemsOf(decisionReplay, filled())).toEqual([]);
  const changed = problemsOf(decisionReplay, filled("{ JSON: 9, MessagePack: 6 }", "{ JSON: 2, MessagePack: 6 }"));
  expect(changed.map(({ message }) => message)).toEqual([
    'Here "JSON" wins, and the decision now comes to "MessagePack" with 6.00. Fill the generated parts anew, and see whether the rest still holds.',
    'Here "JSON" wins, and the decision now comes to "MessagePack" with 6.00. Fill the generated parts anew, and see whether the rest still holds.',
  ]);
});

test("a decision without a winner now is told too, and another score of the same winner is not", () => {
  const both = "{ JSON: not met, MessagePack: not met }";
  expect(problemsOf(decisionReplay, filled("{ JSON: met, MessagePack: met }", both))[0]?.message).toMatch(
    /now comes to no winner\./,
  );
  expect(problemsOf(decisionReplay, filled("{ JSON: 9, MessagePack: 6 }", "{ JSON: 10, MessagePack: 6 }"))).toEqual([]);
});

test.each([
  ["Adopt MessagePack for token frames.", true],
  ["Use MessagePack, unless the library stays without a release for a year.", true],
  ["Keep JSON for token frames.", false],
  ["Do not adopt MessagePack.", false],
  ["Use JSON instead of MessagePack.", false],
  ["Drop MessagePack.", false],
  ["With a second author we would adopt MessagePack.", false],
  ["If frames grow, adopt MessagePack.", false],
  ["MessagePack has one author.", false],
  ["Keep JSON. Look at MessagePack again in a year.", false],
])("%s", (sentence, isContradicted) => {
  const problems = problemsOf(contradictedDecision, judgedWith("Keep JSON for token frames.", sentence));
  expect(problems.length > 0).toBe(isContradicted);
});

test("the recommendation of another option is told with both scores", () => {
  expect(problemsOf(contradictedDecision, contradictedDecision.bad)).toMatchObject([
    {
      text: "Adopt MessagePack for token frames.",
      message:
        '"MessagePack" is recommended, and "codec" chooses "JSON" with 8.60, against 6.00. Recommend the winner, or change the decision and say why.',
    },
  ]);
});

test("an option that is out is told with its must-have, and by one rule alone", () => {
  expect(problemsOf(winnerOut, winnerOut.bad)[0]?.message).toMatch(
    /^"JSON" is recommended, and it fails "reads old logs" \(Maya Ruiz says so\)\. /,
  );
  expect(problemsOf(contradictedDecision, winnerOut.bad)).toEqual([]);
});

test("nothing is said of a decision whose evidence cannot be seen from here", () => {
  const measured = measuredWith("## Results", "## Recommendations\n\nAdopt MessagePack.\n\n## Results");
  expect(problemsOf(contradictedDecision, measured, { filesIn: () => undefined })).toEqual([]);
});

const FRAMES = "- One frame: what we have today\n- Four frames: a timer of 5 ms\n- Eight frames: a timer of 10 ms\n";

/** The sound spike with a decision about frames, and with what is computed of it. */
function spikeAbout(results: DecisionResults): { readonly text: string } {
  const { matrix, statement } = renderDecision(results);
  const table = regionText({ name: "transport/decision", body: matrix, at: null });
  const sentences = regionText({ name: "transport/recommendation", body: statement, at: null });
  const text = soundSpike.text
    .replace(/- JSON: .*\n- MessagePack: .*\n/, FRAMES)
    .replace(/\| Criterion[\s\S]*?\n\n/, `${TRANSPORT}\n${table}\n\n`)
    .replace(/Adopt MessagePack.*/, sentences);
  return { text };
}

const dropping = (one: number, four: number): ResultsByExperiment =>
  foundWith({ metrics: [P95, CPU, countedBy("dropped", { one, four, eight: 2 })] });

test.each([
  ["a winner", foundWith()],
  ["a winner for now", foundWith({ status: "running", look: { index: 1, of: 2, isLast: false } })],
  ["the only option that is left", dropping(1, 0)],
  ["no option that is left", dropping(1, 1)],
  ["nothing that is measured", new Map([["ws-batch", { status: "none" as const }]])],
])("the rules of a spike have nothing to say about a table and sentences that are computed: %s", (_, found) => {
  const spike = RULES.filter(({ id }) => /^(?:spike|region|criterion)\./.test(id));
  const computed = spikeAbout(computeDecision(decisionWith(), found));
  expect(spike.flatMap((rule) => problemsOf(rule, computed))).toEqual([]);
});

test("nor about a tie", () => {
  const results = computeDecision(decisionWith(), foundWith());
  const tie = { ...results, outcome: { kind: "tie" as const, tied: ["One frame", "Four frames"] } };
  const spike = RULES.filter(({ id }) => id.startsWith("spike."));
  expect(spike.flatMap((rule) => problemsOf(rule, spikeAbout(tie)))).toEqual([]);
});
