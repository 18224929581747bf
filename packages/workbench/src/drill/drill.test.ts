import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDocument, createSubject } from "../check/check-document.ts";
import { evidenceOf, type EvidenceFixture } from "../evidence/evidence-fixture.ts";
import type { FaultRecord } from "../evidence/evidence.ts";
import { commandLine } from "../experiment/command-line.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { fillDocument } from "../region/fill-document.ts";
import { inputOfPlan, PLAN, PLAN_PATH } from "../region/plan-fixture.ts";
import { RULES } from "../rule/catalogue.ts";
import { untriedRollback } from "../rule/rollout/untried.ts";
import type { Subject } from "../rule/subject.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { splice } from "../text/splice.ts";
import { composeDrill } from "./compose-drill.ts";
import { drillFor } from "./drill-for.ts";

const subjectOf = (text: string): Subject => createSubject(inputOfPlan(text)).subject;

function drilled(text: string, step = "canary"): string {
  const drill = drillFor(subjectOf(text), step);
  if ("problem" in drill) throw new Error(drill.problem);
  return splice(text, drill.edits);
}

const problemOf = (text: string, step: string): string => {
  const drill = drillFor(subjectOf(text), step);
  return "problem" in drill ? drill.problem : "none";
};

const BLOCK = `\`\`\`yaml experiment
id: drill-canary
question: Does "Canary" leave nothing behind when it is rolled back?
variants:
  - id: before
    title: as it is
    run: [sh, -c, ./step.sh ok]
  - id: drill
    title: deployed, verified, rolled back, verified
    run: [sh, -c, ./step.sh on && ./step.sh ok && ./step.sh off && ./step.sh ok]
metrics:
  - id: exit
    title: Exit code
    better: lower
    threshold: 1
    from: exit-code
  - id: time
    title: Time
    unit: s
    better: lower
    threshold: 10 %
    from: wall-time
rounds: 1
warmup: 0
timeout: 10 min
faults:
  - id: rollback
    do: kill
    after: 100 ms
    recover: [sh, -c, ./step.sh off && ./step.sh ok]
\`\`\``;

test("a drill is an experiment at the end of the rollout, and nothing else of the plan changes", () => {
  expect(drilled(PLAN)).toBe(PLAN.replace("\n\n## Risks", () => `\n\n${BLOCK}\n\n## Risks`));
  const crlf = PLAN.replaceAll("\n", "\r\n");
  expect(drilled(crlf)).toBe(drilled(PLAN).replaceAll("\n", "\r\n"));
});

test("where a plan has a part about rolling back it stands there", () => {
  const text = PLAN.replace(
    "\n\n## Risks",
    "\n\n### Rollback procedure\n\nIn this order.\n\n### Monitoring approach\n\nDaily.\n\n## Risks",
  );
  expect(drilled(text)).toContain(`In this order.\n\n${BLOCK}\n\n### Monitoring`);
});

test("a step is meant by its name, its number or the id of its drill", () => {
  const ids = ["Canary", "CANARY", "1", "drill-canary"].map((step) => drillFor(subjectOf(PLAN), step));
  for (const drill of ids) expect(drill).toMatchObject({ id: "drill-canary", step: "Canary", deploys: true });
});

test("why there is no drill is said with what to do", () => {
  const bare = PLAN.replace("`./step.sh off`", "flag off       ");
  expect([
    problemOf(PLAN, "all"),
    problemOf(PLAN, "2"),
    problemOf(bare, "canary"),
    problemOf(PLAN.replace("`./step.sh ok`", "looks good"), "canary"),
    problemOf(drilled(PLAN), "canary"),
    problemOf(PLAN.replace(/## Rollout[^#]*/, ""), "canary"),
  ]).toEqual([
    'No step of the rollout is called "all". There are "Canary".',
    'No step of the rollout is called "2". There are "Canary".',
    '"Canary" names no command that rolls it back. Write one in backticks under Roll back how.',
    '"Canary" names no command that verifies it. Write one in backticks under Verify.',
    `"Canary" has its drill already. Run it: nomous run ${PLAN_PATH} --experiment drill-canary`,
    expect.stringMatching(/^The rollout has no table of steps/),
  ]);
});

test("a step that is deployed by hand has its way back tried alone", () => {
  const text = PLAN.replace("`./step.sh on` on 1 host ", "all hosts");
  expect(drillFor(subjectOf(text), "canary")).toMatchObject({ deploys: false });
  expect(drilled(text)).toContain("run: [sh, -c, ./step.sh ok && ./step.sh off && ./step.sh ok]");
});

test("steps of one name have drills of their own, and a name without letters has one too", () => {
  const row = PLAN.split("\n").find((line) => line.startsWith("| Canary")) ?? "";
  const text = PLAN.replace(row, [row, row.replace("Canary", "CANARY"), row.replace("Canary", "全部  ")].join("\n"));
  expect(["1", "2", "3"].map((step) => drillFor(subjectOf(text), step))).toMatchObject([
    { id: "drill-canary" },
    { id: "drill-canary-2" },
    { id: "drill-step-3" },
  ]);
});

test("whatever a step and its commands are called, its block is an experiment that runs them in their order", () => {
  const word = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("```", "a # b", "a; b", "'", '"', "\\", "\u202e", "- a: b"),
  );
  const line = word.filter((one) => one.trim() !== "" && !/[\r\n\p{C}]/u.test(one));
  fc.assert(
    fc.property(word, fc.array(line, { maxLength: 2 }), line, line, (name, deploy, verify, rollback) => {
      const text = composeDrill("drill-x", name, { deploy, verify: [verify], rollback: [rollback] });
      const [read] = readExperiments(parseMarkdown(text));
      expect(read?.problems).toEqual([]);
      const command = read?.experiment?.variants[1].command;
      const script = command?.kind === "argv" ? (command.argv[2] ?? "") : "";
      const said = (one: string): string =>
        script.includes(`(eval ${commandLine([one])})`) ? `(eval ${commandLine([one])})` : one;
      expect(script).toBe([...deploy, verify, rollback, verify].map(said).join(" && "));
    }),
    { seed: 3, numRuns: 30 },
  );
});

test("a line that would swallow what stands behind it is kept apart", () => {
  const commands = { deploy: ["make up # all hosts"], verify: ["a | b || c"], rollback: ["say 'it is' && make down"] };
  const run = String.raw`run: [sh, -c, "(eval 'make up # all hosts') && (eval 'a | b || c') && (eval 'say '\\''it is'\\'' && make down') && (eval 'a | b || c')"]`;
  expect(composeDrill("drill-x", "x", commands)).toContain(run);
});

const REVIEWED = drilled(PLAN).replace("status: draft", "status: in-review");

/** What the drill left behind when its kill ended so. */
function evidenceWith(fault: Partial<FaultRecord>): EvidenceFixture {
  const [read] = readExperiments(parseMarkdown(REVIEWED));
  if (read?.experiment == null) throw new Error("the drill cannot be read");
  const record: FaultRecord = {
    type: "fault",
    fault: "rollback",
    variant: "drill",
    startedAt: "2026-11-29T06:16:00.000Z",
    injected: "killed after 100 ms",
    observed: "`sh`, run after it: it ended well",
    recoveredMs: 420,
    outcome: "recovered",
    ...fault,
  };
  return evidenceOf({ experiment: read.experiment, rounds: 1, value: () => 0, faults: [record] });
}

const told = (text: string, evidence?: EvidenceFixture): string[] =>
  checkDocument({
    ...inputOfPlan(text, evidence === undefined ? {} : { [evidence.path]: evidence.text }),
    rules: [untriedRollback],
  }).findings.map(({ message }) => message);

describe("rollout.untried", () => {
  const untried = PLAN.replace("status: draft", "status: in-review");

  test("its examples", () => {
    expect(told(untriedRollback.bad.text)).toHaveLength(1);
    expect(told(untriedRollback.good.text)).toEqual([]);
  });
  test("is told from review on, with the command that writes the drill", () => {
    expect(told(PLAN)).toEqual([]);
    expect(told(untried)).toEqual([
      `Nobody has tried the way back of "Canary". Next: nomous plan drill ${PLAN_PATH} "Canary"`,
    ]);
    expect(told(untried.replace("in-review", "approved"))).toHaveLength(1);
    expect(told(untried.replace("in-review", "done"))).toEqual([]);
  });
  test("is content with evidence that it came back, and with nothing less", () => {
    expect(told(REVIEWED, evidenceWith({}))).toEqual([]);
    expect(
      told(REVIEWED, evidenceWith({ outcome: "failed", recoveredMs: null, observed: "it ended with exit code 4" })),
    ).toEqual([expect.stringMatching(/did not show that it comes back: it ended with exit code 4\. Mend it/)]);
    expect(told(REVIEWED, evidenceWith({ variant: "before" }))).toHaveLength(1);
  });
  test("leaves a drill that was never run to the rule about that", () => {
    expect(told(REVIEWED)).toEqual([]);
    const others = checkDocument({ ...inputOfPlan(REVIEWED), rules: RULES }).findings.map(({ rule }) => rule);
    expect(others).toContain("experiment.not-run");
    expect(others).not.toContain("experiment.too-few-rounds");
  });
});

test("what a drill found stands behind its block in the plan, without headings and verdicts", () => {
  const evidence = evidenceWith({});
  const fill = (text: string) => fillDocument(inputOfPlan(text, { [evidence.path]: evidence.text }));
  const filled = fill(REVIEWED);
  const marks = filled.text.slice(filled.text.indexOf("## Rollout")).match(/^#+ .*|^<!-- nomous:\S+|^```yaml.*/gm);
  expect(marks?.slice(0, 5)).toEqual([
    "## Rollout Plan",
    "```yaml experiment",
    "<!-- nomous:drill-canary/errors",
    "<!-- nomous:drill-canary/environment",
    "## Risks",
  ]);
  expect(filled.text).toContain("| killed after 100 ms | \\`sh\\`, run after it: it ended well | 420 ms       |");
  expect(filled.charts.map(({ path }) => path).filter((path) => path.startsWith("evidence/"))).toEqual([
    evidence.path.replace(/jsonl$/, "order.svg"),
  ]);
  expect(fill(filled.text).text).toBe(filled.text);
});
