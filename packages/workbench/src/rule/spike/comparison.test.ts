import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { bareOption } from "./bare-option.ts";
import { missingCriterion } from "./criteria-missing.ts";
import { duplicateOption } from "./duplicate-option.ts";
import { soundSpike, spikeWith } from "./example.ts";
import { leftOutOption } from "./left-out-option.ts";
import { noStatusQuo } from "./no-status-quo.ts";
import { oneOption } from "./one-option.ts";
import { pendingResult } from "./pending-result.ts";
import { resultWithoutNumber } from "./result-without-number.ts";
import { unrepeatableMethod } from "./unrepeatable-method.ts";
import { criterionWeight } from "./weight.ts";

const told = (rule: Rule, words: string, instead: string): string[] =>
  problemsOf(rule, spikeWith(words, instead)).map(({ text }) => text.trim());

const inLabels = (rule: Rule, text: string): string[] =>
  problemsOf(rule, { text: `---\nnomous: spike\n---\n# Codec\n\n${text}\n` }).map((one) => one.text.trim());

describe("spike.one-option", () => {
  const options = "- JSON: what we have today\n- MessagePack: one dependency of 30 kB";
  test("a heading of its own with a list below is one option", () => {
    expect(told(oneOption, options, "#### Option A: MessagePack\n\n- small\n- fast")).toEqual(["### Options"]);
  });
  test("a single item is told by what counts entries", () =>
    expect(told(oneOption, options, "- MessagePack")).toEqual([]));
  test("two are enough, however they are written", () => {
    for (const two of [
      "#### Option A: JSON\n\nToday.\n\n#### Option B: MessagePack\n\nSmall.",
      "| Option | Idea |\n| - | - |\n| JSON | today |\n| MessagePack | small |",
      "**Option A:** JSON\n\n**Option B:** MessagePack",
    ])
      expect(told(oneOption, options, two)).toEqual([]);
  });
});

describe("spike.no-status-quo", () => {
  const today = "- JSON: what we have today";
  for (const option of ["- CBOR: a standard", "- Protobuf with a schema"])
    test(`told: ${option}`, () => expect(told(noStatusQuo, today, option)).toEqual(["### Options"]));
  for (const option of [
    "- Do nothing",
    "- Status quo: JSON",
    "- Keep JSON",
    "- JSON as it is",
    "- The current codec",
    "- Leave it alone",
  ])
    test(`silent: ${option}`, () => expect(told(noStatusQuo, today, option)).toEqual([]));
  test("what the problem says is used today is the status quo", () => {
    expect(
      told(
        noStatusQuo,
        `### Investigation goals`,
        "### Problem statement\n\nFrames in CBOR are large.\n\n### Investigation goals",
      ),
    ).toEqual([]);
    const { text } = spikeWith(today, "- CBOR: a standard");
    expect(
      problemsOf(noStatusQuo, {
        text: text.replace(
          "### Investigation",
          "### Problem statement\n\nFrames in CBOR are large.\n\n### Investigation",
        ),
      }),
    ).toEqual([]);
  });
});

describe("spike.criteria-missing", () => {
  const maintenance = "| Maintenance impact | 1 | none | one dependency |\n";
  test("a usual criterion that is left out", () =>
    expect(told(missingCriterion, maintenance, "")).toEqual(["### Evaluation Criteria"]));
  test("other words are as good", () => expect(told(missingCriterion, "Maintenance impact", "Upkeep")).toEqual([]));
  test("a criterion that judges no option, or not all", () => {
    expect(told(missingCriterion, "| none | one dependency |", "| | |")).toEqual(["Maintenance impact"]);
    expect(told(missingCriterion, "| none | one dependency |", "| none | - |")).toEqual(["-"]);
    expect(told(missingCriterion, "| none | one dependency |", "| none | TBD |")).toEqual([]);
  });
  test("a table of criteria of one's own is left alone", () => {
    const own =
      "### Evaluation Criteria\n\n| Criterion | JSON | MessagePack |\n| - | - | - |\n| Licence | MIT | ISC |\n| Size of the page | 0 kB | 30 kB |";
    expect(inLabels(missingCriterion, `## Results\n\n${own}`)).toEqual([]);
  });
  test("a minus judges where there is a plus", () => {
    const own = "### Evaluation Criteria\n\n| Criterion | JSON | MessagePack |\n| - | - | - |\n| Licence | + | - |";
    expect(inLabels(missingCriterion, `## Results\n\n${own}`)).toEqual([]);
  });
  test("a table that nobody has begun is left to others", () => {
    expect(
      inLabels(
        missingCriterion,
        "## Results\n\n### Evaluation Criteria\n\n| Criterion | A | B |\n| - | - | - |\n| Risk | | |",
      ),
    ).toEqual([]);
  });
});

const numbersMissing = (text: string): string[] => inLabels(resultWithoutNumber, `## Results\n\n${text}`);

describe("spike.result-without-number", () => {
  for (const vague of ["MessagePack was clearly faster.", "- smaller\n- faster", "Version v2 was faster on T4."])
    test(`told: ${vague}`, () => expect(numbersMissing(vague)).toEqual(["## Results"]));
  for (const fine of [
    "MessagePack took 38 bytes a token.",
    "Twelve of the runs failed.",
    "Nothing was measured, the card could not be run.",
    "```\nbench\n```",
    "TBD",
  ])
    test(`silent: ${fine}`, () => expect(numbersMissing(fine)).toEqual([]));
  test("a part that asks for a number says so itself", () =>
    expect(numbersMissing("### Performance data\n\nClearly faster.")).toEqual([]));
});

const tableHead = (cells: string): string[] =>
  inLabels(
    resultWithoutNumber,
    `## Results\n\n### Performance data\n\nMedians of 10 runs.\n\n| Codec | p95 | Memory |\n| - | - | - |\n| JSON | ${cells} |`,
  );

test("a table of words where numbers are promised is told at its head", () => {
  expect(tableHead("slow | high")).toEqual(["| Codec | p95 | Memory |"]);
  expect(tableHead("4 ms | high")).toEqual([]);
  expect(tableHead(" | ")).toEqual([]);
});

describe("spike.bare-option", () => {
  const options = "- JSON: what we have today\n- MessagePack: one dependency of 30 kB";
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["- JSON: what we have today\n- CBOR", ["- CBOR"]],
    ["1. JSON: what we have today\n2. \n3. CBOR: small", ["2."]],
    ["| Option | Idea |\n| - | - |\n| JSON | today |\n| CBOR | |", ["CBOR"]],
    ["| Option | Idea |\n| - | - |\n| JSON | today |\n| CBOR | TBD |", []],
    ["- JSON\n- CBOR", []],
    ["- JSON: what we have today\n- keep the current binary format of frames", []],
    ["- JSON: what we have today\n- CBOR\n  - small", []],
  ];
  for (const [text, expected] of cases)
    test(`of ${text}`, () => expect(told(bareOption, options, text)).toEqual(expected));
});

describe("spike.duplicate-option", () => {
  const second = "- MessagePack: one dependency of 30 kB";
  test("told at the second", () => {
    expect(told(duplicateOption, second, `${second}\n- **messagepack** – small`)).toEqual([
      "- **messagepack** – small",
    ]);
    expect(
      told(
        duplicateOption,
        "- JSON: what we have today\n" + second,
        "| Option | Idea |\n| - | - |\n| JSON | a |\n| JSON | b |",
      ),
    ).toEqual(["| JSON | b |"]);
  });
  test("a digit makes another option", () =>
    expect(told(duplicateOption, second, "- Batch of 1: today\n- Batch of 4: few launches")).toEqual([]));
});

const pendingIn = (text: string): string[] => inLabels(pendingResult, `## Results\n\n### Performance data\n\n${text}`);
const twoCodecs = (row: string): string => `| Codec | Bytes | p95 |\n| - | - | - |\n| JSON | 61 | 4 ms |\n${row}`;

describe("spike.pending-result", () => {
  test("words that put it off", () => {
    expect(pendingIn(twoCodecs("| CBOR | 39 | (to be measured) |"))).toEqual(["(to be measured)"]);
    expect(pendingIn("Measurements are pending.")).toEqual(["Measurements are pending."]);
    expect(pendingIn("CBOR: not measured yet.")).toEqual(["CBOR: not measured yet."]);
  });
  test("gaps in a table", () => {
    expect(pendingIn(twoCodecs("| CBOR | 39 | |"))).toEqual(["CBOR"]);
    expect(pendingIn("| Fault | Observed |\n| - | - |\n| cut | resumes |\n| full disk | |")).toEqual(["full disk"]);
  });
  test("what is measured, left open, or left blank on purpose", () => {
    expect(pendingIn(twoCodecs("| CBOR | 39 | 5 ms |"))).toEqual([]);
    expect(pendingIn(twoCodecs("| CBOR | TBD | 5 ms |"))).toEqual([]);
    expect(pendingIn("| Codec | Bytes | Note |\n| - | - | - |\n| JSON | 61 | |\n| CBOR | 39 | odd |")).toEqual([]);
    expect(pendingIn("CBOR was not measured, because no library reads it.")).toEqual([]);
  });
});

const bytesOf = (rows: string): string =>
  `### Performance data\n\n| Codec | Bytes |\n| - | - |\n${rows}\n\n### Evaluation Criteria`;

describe("spike.left-out-option", () => {
  const withThird = spikeWith(
    "- MessagePack: one dependency of 30 kB",
    "- MessagePack: one dependency of 30 kB\n- CBOR: small",
  ).text.replace("| MessagePack |", "| MessagePack | CBOR |");
  const rowsOf = (rows: string): string[] =>
    problemsOf(leftOutOption, { text: withThird.replace("### Evaluation Criteria", bytesOf(rows)) }).map(
      ({ text }) => text,
    );
  test("a generated table names variants, and leaves none out", () => {
    const table = bytesOf("| JSON | 61 |\n| MessagePack | 38 |");
    const generated = table.replace("| Codec", "<!-- nomous:codec/results -->\n\n| Codec").trimEnd();
    const text = withThird.replace(
      "### Evaluation Criteria",
      `${generated}\n\n<!-- /nomous:codec/results -->\n\n### Evaluation Criteria`,
    );
    expect(problemsOf(leftOutOption, { text })).toEqual([]);
  });
  test("among rows and among columns", () => {
    expect(rowsOf("| JSON | 61 |\n| MessagePack | 38 |")).toEqual(["| Codec | Bytes |"]);
    expect(
      problemsOf(leftOutOption, { text: withThird.replace("| MessagePack | CBOR |", "| MessagePack |") }),
    ).toHaveLength(1);
  });
  test("a table of something else, or of all, leaves out nothing", () => {
    expect(rowsOf("| JSON | 61 |\n| MessagePack | 38 |\n| CBOR | 39 |")).toEqual([]);
    expect(rowsOf("| Chrome | 61 |\n| Firefox | 38 |")).toEqual([]);
    expect(rowsOf("| JSON | 61 |")).toEqual([]);
  });
  test("letters are as good as names", () => {
    const lettered = withThird
      .replace(
        "- JSON: what we have today\n- MessagePack: one dependency of 30 kB\n- CBOR: small",
        "- A: as it is today\n- B: packed\n- C: compressed",
      )
      .replace("| JSON | MessagePack | CBOR |", "| A | B | C |");
    expect(
      problemsOf(leftOutOption, {
        text: lettered.replace("### Evaluation Criteria", bytesOf("| A | 61 |\n| B: packed | 38 |")),
      }),
    ).toHaveLength(1);
    expect(
      problemsOf(leftOutOption, {
        text: lettered.replace("### Evaluation Criteria", bytesOf("| A | 61 |\n| B: packed | 38 |\n| C | 3 |")),
      }),
    ).toEqual([]);
  });
});

const toldOfMethod = (text: string): string[] =>
  inLabels(unrepeatableMethod, `## Technical Details\n\n### Test methodology\n\n${text}`);

describe("spike.unrepeatable-method", () => {
  for (const vague of [
    "The usual tests are run.",
    "Standard benchmarks are used, and the results are compared.",
    "- try both\n- compare",
  ])
    test(`told: ${vague}`, () => expect(toldOfMethod(vague)).toEqual(["### Test methodology"]));
  for (const fine of [
    "Each codec runs 20 times.",
    "`bench/frames.mjs` with both codecs.",
    "```sh\nnpm run bench\n```",
    "See [the bench](../../bench/README.md).",
    "TBD",
    "Not applicable, because nothing is measured.",
  ])
    test(`silent: ${fine}`, () => expect(toldOfMethod(fine)).toEqual([]));
});

describe("spike.weight", () => {
  const weight = "| Maintenance impact | 1 |";
  for (const [text, expected] of [
    ["| Maintenance impact | some |", ["some"]],
    ["| Maintenance impact | |", ["Maintenance impact"]],
    ["| Maintenance impact | -1 |", ["-1"]],
    ["| Maintenance impact | 0 |", ["0"]],
    ["| Maintenance impact | 20 % |", []],
    ["| Maintenance impact | TBD |", []],
    ["| Must: open source | - |", []],
  ] as const)
    test(`of ${text}`, () => expect(told(criterionWeight, weight, text)).toEqual(expected));
  test("words for all of them are a way of weighing", () => {
    const { text } = soundSpike;
    expect(problemsOf(criterionWeight, { text: text.replaceAll(/\| [123] \|/g, "| high |") })).toEqual([]);
  });
});
