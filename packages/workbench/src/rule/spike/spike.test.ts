import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { bareOption } from "./bare-option.ts";
import { missingCriterion } from "./criteria-missing.ts";
import { duplicateOption } from "./duplicate-option.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { leftOutOption } from "./left-out-option.ts";
import { noLimitation } from "./limitation.ts";
import { manyQuestions } from "./many-questions.ts";
import { namesPerson } from "./names-person.ts";
import { nextStepOwner } from "./next-step-owner.ts";
import { noChangeCondition } from "./no-change-condition.ts";
import { noStatusQuo } from "./no-status-quo.ts";
import { noVerdict } from "./no-verdict.ts";
import { oneOption } from "./one-option.ts";
import { pendingResult } from "./pending-result.ts";
import { resultWithoutNumber } from "./result-without-number.ts";
import { unmeasuredNumber } from "./unmeasured-number.ts";
import { unrepeatableMethod } from "./unrepeatable-method.ts";
import { unsupportedRecommendation } from "./unsupported.ts";
import { criterionWeight } from "./weight.ts";

const RULES = [
  bareOption,
  missingCriterion,
  duplicateOption,
  leftOutOption,
  noLimitation,
  manyQuestions,
  nextStepOwner,
  noChangeCondition,
  noStatusQuo,
  noVerdict,
  oneOption,
  pendingResult,
  resultWithoutNumber,
  unmeasuredNumber,
  unrepeatableMethod,
  unsupportedRecommendation,
  criterionWeight,
];

describe("each rule tells its bad example and not its good one", () => {
  for (const rule of RULES)
    test(`the examples of ${rule.id}`, () => {
      expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
});

test("a sound spike is told of nothing, whatever ends its lines", () => {
  const crlf = { text: soundSpike.text.replaceAll("\n", "\r\n") };
  expect(RULES.flatMap((rule) => [...problemsOf(rule, soundSpike), ...problemsOf(rule, crlf)])).toEqual([]);
});

const told = (rule: Rule, words: string, instead: string): string[] =>
  problemsOf(rule, spikeWith(words, instead)).map(({ text }) => text.trim());

const inLabels = (rule: Rule, text: string): string[] =>
  problemsOf(rule, { text: `---\nnomous: spike\n---\n# Codec\n\n${text}\n` }).map((one) => one.text.trim());

describe("spike.many-questions", () => {
  const question = "Which codec gives the fewest bytes a token at a p95 below 5 ms?";
  const cases: readonly (readonly [string, number])[] = [
    ["Which codec is smallest? Which is fastest?", 1],
    ["Which codec is smallest, and how much memory does it take?", 1],
    ["Can frames be batched, and should readers ask for it?", 1],
    ["- Which codec is smallest?\n- How are frames batched?", 1],
    ["Find out which codec is smallest and whether readers can batch.", 1],
    ["Which codec is smallest?", 0],
    ["Which of JSON and MessagePack is smaller?", 0],
    ["Find out which codec is smallest.", 0],
    ["Which codec is smallest? The outbox waits for the answer.", 0],
    ['Which codec is meant by "Why? And how?"?', 0],
  ];
  for (const [text, count] of cases)
    test(`of ${text}`, () => expect(told(manyQuestions, question, text)).toHaveLength(count));
  test("told at the second question", () => {
    expect(told(manyQuestions, question, "Which codec is smallest, and how much memory does it take?")).toEqual([
      "how much memory does it take?",
    ]);
  });
  test("behind a label, too", () =>
    expect(inLabels(manyQuestions, "## Overview\n\n- **Investigation goals:** Which codec? Which batch?")).toEqual([
      "Which batch?",
    ]));
  test("research may ask as much as it likes", () => {
    expect(
      problemsOf(manyQuestions, {
        text: "---\nnomous: research\n---\n# R\n\n## Research Question\n\nWhere? And why?\n",
      }),
    ).toEqual([]);
  });
});

describe("spike.no-change-condition", () => {
  const condition = ", unless the library stays without a release for a year";
  test("told at the heading of what is recommended", () =>
    expect(told(noChangeCondition, condition, "")).toEqual(["### Technical approach"]));
  for (const instead of [
    ", as long as the library is maintained",
    "; revisit when frames pass 1 kB",
    ". If the library dies, JSON is good enough",
    ". A frame of more than 1 kB would change this",
    ", provided that the page can read it",
    ". With frames above 1 kB JSON would be the better choice",
  ])
    test(`silent: ${instead}`, () => expect(told(noChangeCondition, condition, instead)).toEqual([]));
  test("a condition of a next step changes no recommendation", () => {
    const { text } = spikeWith(condition, "");
    expect(
      problemsOf(noChangeCondition, { text: text.replace("writes the spec", "asks if the spec is needed") }),
    ).toHaveLength(1);
  });
  test("where nothing is recommended yet, others say so", () => {
    expect(inLabels(noChangeCondition, "## Recommendations\n\n### Next steps\n\n- Maya Ruiz writes the spec")).toEqual(
      [],
    );
    expect(inLabels(noChangeCondition, "## Recommendations\n\nTBD")).toEqual([]);
  });
  test("behind a label, too", () =>
    expect(inLabels(noChangeCondition, "## Recommendations\n\n- **Technical approach:** Adopt MessagePack.")).toEqual([
      "**Technical approach:**",
    ]));
});

describe("spike.no-verdict", () => {
  const verdict = "Adopt MessagePack for token frames, unless the library stays without a release for a year.";
  for (const hedge of [
    "It depends on the use case.",
    "Further investigation is needed.",
    "More research is required before anybody can tell.",
    "Both options have advantages and disadvantages.",
    "We recommend further testing.",
    "There is no clear winner.",
    "The team should discuss this.",
    "The results were promising.",
  ])
    test(`told: ${hedge}`, () => expect(told(noVerdict, verdict, hedge)).toHaveLength(1));
  for (const firm of [
    "MessagePack, unless the library dies.",
    "Keep JSON as long as frames stay small.",
    "It depends on the reader: use MessagePack for browsers and JSON for scripts.",
    "Use MessagePack. Further testing on ARM is needed.",
    "No-go: neither codec is below 5 ms.",
    "We cannot tell, because the card was not there.",
  ])
    test(`silent: ${firm}`, () => expect(told(noVerdict, verdict, firm)).toEqual([]));
});

describe("spike.unsupported", () => {
  const adopt = "Adopt MessagePack for token frames";
  test("a name that was not compared", () => {
    for (const other of [
      "Adopt Protocol Buffers",
      "We recommend using FlatBuffers",
      "Switch to Cap'n Proto",
      "Send a log of changes",
    ])
      expect(told(unsupportedRecommendation, adopt, other)).toHaveLength(1);
  });
  test("a letter that there is not", () => {
    const { text } = spikeWith(
      "- JSON: what we have today\n- MessagePack: one dependency of 30 kB",
      "- Option A: JSON\n- Option B: MessagePack",
    );
    const lettered = (words: string): unknown[] =>
      problemsOf(unsupportedRecommendation, { text: text.replace(adopt, words) });
    expect(lettered("Take option C")).toHaveLength(1);
    expect(lettered("Take option B")).toEqual([]);
  });
  test("one that fails a must-have", () => {
    const { text } = spikeWith("| Risk | 1 |", "| Must work offline | 3 | yes | no, it loads a schema |\n| Risk | 1 |");
    expect(problemsOf(unsupportedRecommendation, { text }).map(({ message }) => message.slice(0, 39))).toEqual([
      '"MessagePack" fails "Must work offline"',
    ]);
    expect(
      problemsOf(unsupportedRecommendation, { text: text.replace("| yes | no, it loads a schema |", "| no | yes |") }),
    ).toEqual([]);
  });
  test("one that scores less than another", () => {
    const { text } = spikeWith("| Risk | 1 |", "| Total | | 7.5 | 6 |\n| Risk | 1 |");
    expect(problemsOf(unsupportedRecommendation, { text }).map(({ message }) => message.slice(0, 43))).toEqual([
      '"JSON" has a higher score than "MessagePack',
    ]);
    expect(problemsOf(unsupportedRecommendation, { text: text.replace("| 7.5 | 6 |", "| 6 | 7.5 |") })).toEqual([]);
    expect(problemsOf(unsupportedRecommendation, { text: text.replace("| 7.5 | 6 |", "| high | 7.5 |") })).toEqual([]);
  });
  test("an option, or a detail of one, is supported", () => {
    for (const sound of [
      "Stay with JSON",
      "Use MessagePack through Node streams",
      "Prefer packed messages over everything",
    ])
      expect(told(unsupportedRecommendation, adopt, sound)).toEqual([]);
  });
  test("without options nobody can tell", () =>
    expect(inLabels(unsupportedRecommendation, "## Recommendations\n\nAdopt FlatBuffers.")).toEqual([]));
});

describe("spike.next-step-owner", () => {
  const maya = "- Maya Ruiz writes the spec";
  test("each step without a person is told", () => {
    expect(told(nextStepOwner, maya, `${maya}\n- Write the plan\n- Measure again`)).toEqual([
      "- Write the plan",
      "- Measure again",
    ]);
    expect(told(nextStepOwner, maya, "| Step | Owner |\n| - | - |\n| spec | Maya |\n| plan | |")).toEqual([
      "| plan | |",
    ]);
  });
  test("where nobody is named, that is told of the whole", () =>
    expect(told(nextStepOwner, maya, "- Write the plan\n- Measure again")).toEqual([]));
  test("people are named in many ways", () => {
    const named = [
      "@maya writes the spec",
      "Maya writes the spec",
      "Maya: write the spec",
      "Write the spec (Maya)",
      "Write the spec – Maya",
      "Write the spec. Owner: Maya",
      "The platform team writes it",
      "Write the spec, assigned to Maya",
      "Maya Ruiz and Tobi measure again",
    ];
    expect(named.filter((step) => !namesPerson(step))).toEqual([]);
    const unnamed = [
      "Write the spec",
      "Measure MessagePack again",
      "Open the plan: segments",
      "Update Node",
      "Ask about the GPU",
      "Decide by Friday 3",
      "Somebody writes the spec",
      "The plan is written",
    ];
    expect(unnamed.filter(namesPerson)).toEqual([]);
  });
});

describe("spike.limitation", () => {
  const limitation = "Only one machine was measured, with one reader.";
  for (const none of [
    "None.",
    "No limitations.",
    "No known limitations",
    "There are no known limitations.",
    "None known.",
  ])
    test(`told: ${none}`, () => expect(told(noLimitation, limitation, none).length).toBeLessThanOrEqual(1));
  test("told at the words", () =>
    expect(told(noLimitation, limitation, "No known limitations.")).toEqual(["No known limitations."]));
  for (const some of [
    "No other machine was tried.",
    "None of the readers was slow.",
    "There are no numbers for ARM.",
    "TBD",
    "- one machine\n- one reader",
  ])
    test(`silent: ${some}`, () => expect(told(noLimitation, limitation, some)).toEqual([]));
});

describe("spike.unmeasured-number", () => {
  const adopt = "Adopt MessagePack for token frames";
  for (const [text, expected] of [
    ["Adopt MessagePack: 38 bytes a token at 2 % CPU", ["2 %"]],
    ["Adopt MessagePack at 3 % CPU", []],
    ["Adopt MessagePack, 1 % less CPU", []],
    ["Adopt MessagePack at about 2 % CPU", []],
    ["Adopt MessagePack, which takes 2 days", []],
    ["Adopt MessagePack as long as frames stay below 2 % CPU", []],
    ["Adopt MessagePack at 12 kWh", []],
  ] as const)
    test(`of ${text}`, () => expect(told(unmeasuredNumber, adopt, text)).toEqual(expected));
});
