// Pages that are made from the code, so that they cannot say something else. `vitest -u` writes them.
import {
  decisionJsonSchema,
  experimentJsonSchema,
  findGaps,
  renderRuleReference,
  renderSeedCoverage,
  RULES,
  SEEDS,
} from "@nomous/workbench";
import { expect, test } from "vitest";

test("docs/rules.md is what the rules say of themselves", async () => {
  await expect(renderRuleReference(RULES)).toMatchFileSnapshot("../docs/rules.md");
});

test("the published shapes of blocks are what reads them", async () => {
  await expect(experimentJsonSchema()).toMatchFileSnapshot("../docs/schema/experiment.schema.json");
  await expect(decisionJsonSchema()).toMatchFileSnapshot("../docs/schema/decision.schema.json");
});

test("every line of the founding documents is answered for by something that exists", () => {
  expect(findGaps(SEEDS, new Set(RULES.map(({ id }) => id)))).toEqual([]);
});

test("docs/seed-coverage.md says where each requirement of the founding documents is met", async () => {
  await expect(renderSeedCoverage(SEEDS)).toMatchFileSnapshot("../docs/seed-coverage.md");
});
