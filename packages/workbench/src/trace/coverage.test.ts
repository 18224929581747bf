import { describe, expect, it } from "vitest";
import { coverageOf } from "./coverage.ts";
import { gapsOf } from "./coverage-gaps.ts";
import { PLAN, RESEARCH, SPEC, SPIKE, TEXTS, threadOf } from "./thread-fixture.ts";

const coverage = coverageOf(threadOf());
const goal = (document: string, fragment: string) =>
  coverage.goals.find((one) => one.document === document && one.fragment === fragment);
const lineOf = (path: string, words: string): number =>
  (TEXTS[path] ?? "").split("\n").findIndex((line) => line.includes(words)) + 1;

describe("a goal", () => {
  it("is carried by an objective that links to it, and by one that says the same", () => {
    const [first, second] = ["O1", "O2"].map((fragment) => [
      { fragment, place: { path: PLAN, line: lineOf(PLAN, `- ${fragment}:`) } },
    ]);
    expect(goal(SPEC, "G1")?.carriedBy).toEqual(first);
    expect(goal(SPEC, "G2")?.carriedBy).toEqual(second);
    expect(goal(SPEC, "G3")?.carriedBy).toEqual([]);
  });

  it("is led to its tests by its id", () => {
    expect(goal(SPEC, "G1")?.tests).toEqual([{ path: SPEC, line: lineOf(SPEC, "one write (G1)") }]);
    expect([goal(SPEC, "G2")?.isProven, goal(SPEC, "G3")?.isProven]).toEqual([true, false]);
  });

  it("has the tasks that name it", () => {
    expect(goal(PLAN, "O1")?.tasks).toEqual([{ id: "T1", place: { path: PLAN, line: lineOf(PLAN, "| T1 |") } }]);
    expect(goal(PLAN, "O2")?.tasks.map(({ id }) => id)).toEqual(["V1"]);
  });

  it("without an id is called by its first words, and a second one of the same words by a number", () => {
    const text = (TEXTS[SPEC] ?? "")
      .replace("G3: A page of last month", "A page of last month")
      .replace("G2: The order of tokens stays as it was", "A page of last month goes on reading");
    const fragments = coverageOf(threadOf({ [SPEC]: text }))
      .goals.filter(({ document }) => document === SPEC)
      .map(({ fragment }) => fragment);
    expect(fragments).toEqual(["G1", "a-page-of-last-month-goes", "a-page-of-last-month-goes-1"]);
  });
});

describe("a task", () => {
  it("serves no goal when it names none and nothing that does waits for it", () => {
    expect(coverage.strayTasks.map(({ document, id }) => `${document}#${id}`)).toEqual([`${PLAN}#T3`]);
  });

  it("is not held to goals where no task names one", () => {
    const text = (TEXTS[PLAN] ?? "").replaceAll(/ \(O\d\)/g, "");
    expect(coverageOf(threadOf({ [PLAN]: text })).strayTasks).toEqual([]);
  });
});

describe("a decision", () => {
  it("is named where its id or its winner stands, and told of every follower that names neither", () => {
    const [decision] = coverage.decisions;
    expect(decision).toMatchObject({ document: SPIKE, id: "transport", winner: "Four frames" });
    expect(decision?.namedIn).toEqual([{ path: SPEC, line: lineOf(SPEC, "Four frames a message") }]);
    const silent = (TEXTS[SPEC] ?? "").replace("Four frames a message, as transport says", "Fourteen frames a message");
    const again = coverageOf(threadOf({ [SPEC]: silent })).decisions[0];
    expect(again?.unnamedIn).toContain(SPEC);
  });
});

const answersOf = (words: string) =>
  coverage.questions.find(({ document, text }) => document === RESEARCH && text.includes(words));

describe("a question", () => {
  it("is answered where it was asked again and ticked", () => {
    expect(answersOf("closes a socket")).toMatchObject({
      isOpen: true,
      answers: [{ by: "again", place: { path: SPEC, line: lineOf(SPEC, "Who closes") } }],
    });
  });

  it("is answered by words, also in a document that follows through others", () => {
    expect(answersOf("the cursor")?.answers).toEqual([
      { by: "words", place: { path: PLAN, line: lineOf(PLAN, "The cursor") } },
    ]);
  });

  it("stays open when it is only asked again", () => {
    expect(answersOf("browsers")).toMatchObject({
      isOpen: true,
      answers: [],
      askedIn: [{ path: SPEC, line: lineOf(SPEC, "Which browsers") }],
    });
  });

  it("that was answered where it stands needs nobody else", () => {
    expect(answersOf("opens")).toMatchObject({ isOpen: false, answers: [{ by: "here" }] });
  });

  it("is answered by a statement that cites its line", () => {
    const text = (TEXTS[PLAN] ?? "").replace(
      "## Implementation Steps",
      "## Analysis\n\nNone of those in use (`research/2026-11-01-frames.md:15`).\n\n## Implementation Steps",
    );
    const again = coverageOf(threadOf({ [PLAN]: text })).questions.find(({ text: asked }) =>
      asked.includes("browsers"),
    );
    expect(again?.answers).toMatchObject([{ by: "link", place: { path: PLAN } }]);
  });
});

describe("gaps", () => {
  const gaps = gapsOf(coverage, () => false);

  it("are told in sentences, worst first, with their place", () => {
    expect(gaps.map(({ kind, words, place }) => `${kind} ${place.path}:${place.line} ${words}`)).toMatchInlineSnapshot(`
      [
        "not-carried specs/2026-11-20-batch-frames.md:16 No plan carries G3 "A page of last month goes on reading".",
        "not-tested specs/2026-11-20-batch-frames.md:16 No test names G3 "A page of last month goes on reading".",
        "no-goal docs/plans/2026-11-28-batch-frames.md:21 T3 "Draw the menu anew" serves no goal, and nothing that does waits for it.",
        "question-open specs/2026-11-20-batch-frames.md:31 "Which browsers cannot read binary frames?" is answered nowhere.",
      ]
    `);
  });

  it("of a document that is closed are none but its questions", () => {
    expect(new Set(gapsOf(coverage, () => true).map(({ kind }) => kind))).toEqual(new Set(["question-open"]));
  });

  it("are one when no plan carries any goal, and one when there is no plan", () => {
    const foreign = coverageOf(
      threadOf({ [PLAN]: (TEXTS[PLAN] ?? "").replace(/ {2}- O1.*\n {2}- O2.*/, "  - O1: The menu is new") }),
    );
    expect(gapsOf(foreign, () => false).filter(({ kind }) => kind === "not-carried")).toMatchObject([
      { words: `None of its 3 goals is carried by ${PLAN}.` },
    ]);
    const alone = coverageOf(threadOf().filter(({ subject }) => subject.path !== PLAN));
    expect(gapsOf(alone, () => false).find(({ kind }) => kind === "no-plan")?.words).toBe(
      "No plan is made from it, and it has 3 goals.",
    );
  });
});
