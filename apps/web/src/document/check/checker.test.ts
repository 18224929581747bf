import { BUILT_IN_TYPES, checkDocument, RULES } from "@nomous/workbench";
import { expect, test } from "vitest";
import type { Answers, CheckedText, FromWorker, Survey, Told, ToWorker } from "./check-message.ts";
import { PLAN } from "../plan/plan-fixture.ts";
import { EXPERIMENT, sessionText } from "../../runs/session-fixture.ts";
import { createChecker } from "./checker.ts";
import type { PlanAnswer } from "./plan-outlook.ts";

const PATH = "specs/a.md" as Extract<ToWorker, { type: "text" }>["path"];
const SPEC = `---
nomous: spec
status: in-review
owner: "@mara"
scopes: [api]
---

# Frames

## Background

See the the [spike](../spikes/a.md) of commit \`faca497\` in \`src/batch.ts:18\`.
`;

const NOTHING: Survey = { kinds: {}, texts: {}, folders: {}, commits: {}, approval: "none" };
const told = (survey: Survey, rest: Partial<Told> = {}): ToWorker => ({
  type: "survey",
  survey,
  at: 1,
  isRecalled: false,
  ...rest,
});

/** A checker whose later work runs when the test says so. */
function start() {
  const said: FromWorker[] = [];
  const later: (() => void)[] = [];
  const take = createChecker({ post: (message) => said.push(message), soon: (run) => later.push(run) });
  const settle = (): void => {
    for (let run = later.shift(); run !== undefined; run = later.shift()) run();
  };
  const newest = (): CheckedText => {
    settle();
    const checked = said.findLast((message) => message.type === "checked");
    if (checked === undefined) throw new Error("nothing was checked");
    return checked.checked;
  };
  return { said, take, settle, newest };
}

test("what comes while a check waits is checked once, with the newest number", () => {
  const { said, take, settle } = start();
  take({ type: "text", number: 1, path: PATH, text: "a" });
  take({ type: "edit", number: 2, edits: [{ from: 1, to: 1, insert: "b" }], length: 2 });
  take({ type: "edit", number: 3, edits: [{ from: 0, to: 1, insert: "" }], length: 1 });
  settle();
  expect(said.map((message) => (message.type === "checked" ? message.number : message.type))).toEqual([3]);
});

test("a text that drifted is asked for anew instead of being checked", () => {
  const { said, take, settle } = start();
  take({ type: "text", number: 1, path: PATH, text: "a" });
  settle();
  take({ type: "edit", number: 2, edits: [{ from: 0, to: 0, insert: "b" }], length: 9 });
  settle();
  expect(said.map(({ type }) => type)).toEqual(["checked", "lost"]);
});

test("types that came as data find what they find in the command line", () => {
  const { take, newest } = start();
  const types = structuredClone(JSON.parse(JSON.stringify(BUILT_IN_TYPES)) as unknown[]);
  take({ type: "settings", settings: { types, rules: {}, without: [], today: "2026-11-28" } });
  take({ type: "text", number: 1, path: PATH, text: SPEC });
  const { findings } = checkDocument({
    path: PATH,
    text: SPEC,
    types: BUILT_IN_TYPES,
    rules: RULES,
    surroundings: {
      kindOf: () => "unknown",
      textOf: () => undefined,
      filesIn: () => undefined,
      hasCommit: () => undefined,
      approval: "unknown",
      today: "2026-11-28",
    },
  });
  expect(newest().findings).toEqual(findings);
  expect(findings.length).toBeGreaterThan(3);
});

test("what rules weigh here is heeded", () => {
  const { take, newest } = start();
  const rules = { "text.repeated-word": "off" };
  take({ type: "settings", settings: { types: [...BUILT_IN_TYPES], rules, without: [], today: "2026-11-28" } });
  take({ type: "text", number: 1, path: PATH, text: SPEC });
  expect(newest().findings.some(({ rule }) => rule === "text.repeated-word")).toBe(false);
});

test("what rules wanted to know is said, until all is told: then they find more", () => {
  const { take, newest } = start();
  take({ type: "text", number: 1, path: PATH, text: SPEC });
  const before = newest();
  expect(before.wants.paths).toContain("spikes/a.md");
  let after = before;
  // A file that is missing makes them look for others that may have been meant.
  for (let round = 0; round < 3 && after.wants.paths.length > 0; round += 1) {
    const kinds = Object.fromEntries(after.wants.paths.map((path) => [path, "missing" as const]));
    take(told({ ...NOTHING, kinds }));
    after = newest();
  }
  expect(after.wants.paths).toEqual([]);
  expect(after.findings.length).toBeGreaterThan(before.findings.length);
});

test("the page is told of outline, blocks, facts and the type", () => {
  const { take, newest } = start();
  take({ type: "text", number: 1, path: PATH, text: `${SPEC}\n[x]: y.md\n` });
  const { title, outline, blocks, definitions, facts, type, words } = newest();
  expect(title).toBe("Frames");
  expect(outline.map(({ level, title }) => [level, title])).toEqual([
    [1, "Frames"],
    [2, "Background"],
  ]);
  expect(outline.map(({ worst }) => worst)).toEqual(["error", "warning"]);
  expect(blocks.length / 2).toBe(3);
  expect(definitions).toBe("[x]: y.md");
  expect(facts).toContainEqual({ name: "owner", value: "@mara" });
  expect(type?.possible.map(({ name }) => name)).toContain("approved");
  expect(type?.scopes.find(({ name }) => name === "api")?.isDeclared).toBe(true);
  expect(words).toBeGreaterThan(5);
});

/** The answer to a question about the spec. */
function answerTo(question: Extract<ToWorker, { type: "question" }>["question"], text = SPEC): unknown {
  const { said, take, settle } = start();
  take({ type: "text", number: 1, path: PATH, text });
  settle();
  take({ type: "question", ref: 7, question });
  const answer = said.at(-1);
  return answer?.type === "answer" && answer.ref === 7 ? answer.answer : undefined;
}

test("a field is written where it stands, a list in one line, and a new one at the end of the front matter", () => {
  const at = SPEC.indexOf("scopes:");
  expect(answerTo({ kind: "field", key: "scopes", values: ["api", "data"] })).toEqual([
    { from: at, to: SPEC.indexOf("---", at), insert: "scopes: [api, data]\n" },
  ]);
  const owner = SPEC.indexOf('"@mara"');
  expect(answerTo({ kind: "field", key: "owner", values: ["@tomas"] })).toEqual([
    { from: owner, to: owner + 7, insert: '"@tomas"' },
  ]);
  const listed = SPEC.replace("scopes: [api]\n", "scopes:\n  - api\n  - data\n");
  const [edit] = answerTo({ kind: "field", key: "scopes", values: [] }, listed) as [{ from: number; to: number }];
  expect(listed.slice(edit.from, edit.to)).toBe("scopes:\n  - api\n  - data\n");
});

test("all safe fixes come as one text", () => {
  expect(answerTo({ kind: "fixes" })).toEqual({ text: SPEC.replace("the the", "the"), count: 1 });
});

test("what the next approval would fail on is told, and null where none comes next", () => {
  const approval = answerTo({ kind: "approval" }) as { state: string; obstacles: unknown[] };
  expect(approval.state).toBe("approved");
  expect(approval.obstacles.length).toBeGreaterThan(0);
  expect(answerTo({ kind: "approval" }, "# Plain\n")).toBeNull();
});

const PIERS = `# Piers

\`\`\`yaml experiment
${EXPERIMENT}\`\`\`

North takes [20 %][ev:piers/ms] less. It takes [70 %][ev:piers/ms] less. It is [x][ev:piers/depth].

[ev:piers/ms]: ../evidence/piers/20261129T061500-3f2a91.jsonl
`;
const SESSION = "evidence/piers/20261129T061500-3f2a91.jsonl";
const survey = (rounds: number) => ({
  kinds: { "evidence/piers": "folder", [SESSION]: "file" } as const,
  texts: { [SESSION]: sessionText("2026-11-29T06:15:00.000Z", rounds) },
  folders: { "evidence/piers": [SESSION.slice("evidence/piers/".length)] },
  commits: {},
  approval: "none" as const,
});

test("a claim is told how it stands once its evidence is here, and what else there is to claim", () => {
  const { said, take, newest } = start();
  take({ type: "text", number: 1, path: PATH, text: PIERS });
  const before = newest();
  expect(before.experiments).toEqual([{ id: "piers", isRun: false }]);
  expect(before.claims).toEqual([]);
  expect(before.wants.paths).toContain("evidence/piers");
  take(told(survey(8)));
  const { claims, experiments } = newest();
  expect(claims.map(({ from, to, state }) => [PIERS.slice(from, to), state])).toEqual([
    ["[20 %][ev:piers/ms]", "matches"],
    ["[70 %][ev:piers/ms]", "disagrees"],
    ["[x][ev:piers/depth]", "unbound"],
  ]);
  expect(experiments).toEqual([{ id: "piers", isRun: true }]);
  take({ type: "question", ref: 9, question: { kind: "claims" } });
  const answer = said.at(-1);
  expect(answer?.type === "answer" && answer.answer).toContainEqual(expect.objectContaining({ key: "ev:piers/ms" }));
});

test("what a text would do in a place is told of that place alone, and evidence that only it cites is asked for", () => {
  const { said, take, newest } = start();
  take({ type: "text", number: 1, path: PATH, text: PIERS });
  take(told(survey(8)));
  expect(newest().wants.paths).not.toContain("evidence/cranes");
  const from = PIERS.indexOf("North takes");
  const to = PIERS.indexOf(" It takes");
  const texts = [
    "North takes [20 %][ev:piers/ms] less.",
    "North takes [70 %][ev:piers/ms] the the less.",
    "[5][ev:cranes/s]",
  ];
  take({ type: "question", ref: 3, question: { kind: "effects", from, to, texts } });
  const answer = said.findLast((message) => message.type === "answer")?.answer as Answers["effects"];
  expect(answer.map(({ claims }) => claims)).toEqual([
    [{ name: "ev:piers/ms", words: "20 %", state: "matches" }],
    [{ name: "ev:piers/ms", words: "70 %", state: "disagrees" }],
    [{ name: "ev:cranes/s", words: "5", state: null }],
  ]);
  expect(answer.map(({ problems }) => problems.map(({ rule }) => rule))).toEqual([[], ["text.repeated-word"], []]);
  // The text of the document is still the one that is checked.
  expect(newest().claims).toHaveLength(3);
  expect(newest().wants.paths).toContain("evidence/cranes");
});

test("what is doubted still counts, is wanted again, and gives way to what is told then", () => {
  const { take, newest } = start();
  take({ type: "text", number: 1, path: PATH, text: PIERS });
  take(told(survey(8)));
  expect(newest().wants.paths).not.toContain("evidence/piers");
  take({ type: "doubt", below: "evidence/" });
  const doubted = newest();
  expect(doubted.claims).toHaveLength(3);
  expect(doubted.wants.paths).toEqual(expect.arrayContaining(["evidence/piers", SESSION]));
  take(told(survey(1)));
  const after = newest();
  expect(after.wants.paths).not.toContain(SESSION);
  expect(after.claims.some(({ state }) => state === "matches")).toBe(false);
});

test("an experiment is put into the document as one change that leaves the rest alone", () => {
  const block = `\`\`\`yaml experiment\n${EXPERIMENT}\`\`\`\n`;
  const edits = answerTo({ kind: "experiment", block }, "# Piers\n\nText.\n");
  expect(edits).toEqual([{ from: 15, to: 15, insert: `\n${block}` }]);
});

test("what a plan comes to is told with what a person tries, and written as edits of its fields alone", () => {
  const { said, take, newest } = start();
  take({ type: "text", number: 1, path: PATH, text: PLAN });
  expect(newest().type?.isPlan).toBe(true);
  const changes = [{ kind: "estimate" as const, task: "B2", estimate: { min: 8, likely: 32, max: 48 } }];
  take({ type: "question", ref: 1, question: { kind: "plan", changes, remaining: false } });
  take({ type: "question", ref: 2, question: { kind: "plan-edits", changes } });
  const [told, edits] = said.flatMap((message) => (message.type === "answer" ? [message.answer] : []));
  expect(told).toMatchObject({ now: { schedule: { length: 32 } }, tried: { schedule: { length: 48 } }, problems: [] });
  const at = PLAN.indexOf("| 2 d | 6 d |") + 2;
  expect(edits).toEqual([{ from: at, to: at + 3, insert: "4 d" }]);
});

test("a task that is called done counts as done when it is known to be verified", () => {
  const { said, take } = start();
  take({ type: "text", number: 1, path: PATH, text: PLAN });
  const standings = (): unknown => {
    take({ type: "question", ref: 1, question: { kind: "plan", changes: [], remaining: false } });
    const { answer } = said.findLast((message) => message.type === "answer") ?? {};
    return (answer as PlanAnswer).now.plan.tasks.map(({ standing }) => standing);
  };
  expect(standings()).toEqual(["done", "open", "open"]);
  take({ type: "beside", beside: { verifications: [] } });
  expect(standings()).toEqual(["not-verified", "open", "open"]);
});

test("what the document rests on is found where the text names it, not where its file does", () => {
  const { take, newest } = start();
  const target = { kind: "lines", target: "src/batch.ts:18", from: 0, to: 1, line: 1, movedTo: null } as const;
  const cause = { text: "It was changed.", commit: null, diff: "", path: [] };
  take({ type: "text", number: 1, path: PATH, text: SPEC });
  const kinds = { "src/batch.ts": "file" as const };
  take(told({ ...NOTHING, kinds }));
  take({ type: "beside", beside: { targets: [{ ...target, freshness: "needs-review", cause }] } });
  expect(newest().stale.map(({ from, to }) => SPEC.slice(from, to))).toEqual(["`src/batch.ts:18`"]);
  take({ type: "beside", beside: { targets: [{ ...target, freshness: "fresh", cause: null }] } });
  expect(newest().stale).toEqual([]);
});
