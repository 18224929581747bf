import { composeExperiment } from "@nomous/workbench";
import { beforeEach, expect, test, vi } from "vitest";
import { askForExperiment } from "./ask-for-experiment.ts";

type Validate = (given: string | undefined) => string | undefined;

/** What a person answers in turn; an answer that is refused is followed by the next one. */
let answers: string[] = [];
let refusals: string[] = [];

beforeEach(() => {
  [answers, refusals] = [[], []];
});

// A terminal of its own would be needed for the prompts themselves.
vi.mock("@clack/prompts", () => ({
  isCancel: (given: unknown) => given === "Ctrl-C",
  select: () => Promise.resolve(answers.shift()),
  text({ validate }: { validate: Validate }) {
    for (let given = answers.shift(); ; given = answers.shift()) {
      const problem = given === "Ctrl-C" ? undefined : validate(given);
      if (problem === undefined) return Promise.resolve(given);
      refusals.push(problem);
    }
  },
}));

const asked = ["Is it quick?", "words", "python", "python3 count.py"];
const rest = ["no", "wall-time", "lower", "5 %", "no", "16"];

test("no two variants get one name, and what is asked for becomes a block as documents show it", async () => {
  answers = [...asked, "python", "awk", "awk 1", ...rest];
  const experiment = await askForExperiment([]);
  expect(refusals).toEqual(["Another variant has it."]);
  expect(experiment === null ? null : composeExperiment(experiment)).toContain(
    "  - id: wall-time\n    unit: ms\n    better: lower\n    threshold: 5 %\n    from: wall-time\n",
  );
});

test("whoever leaves a question leaves all of them", async () => {
  answers = [...asked, "Ctrl-C"];
  expect(await askForExperiment([])).toBeNull();
});
