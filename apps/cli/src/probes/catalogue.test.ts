// The page about probes is written by hand around tables that are those of the probes, and its examples are experiments that run.
import { readFileSync } from "node:fs";
import { decodeYaml } from "@nomous/workbench/data";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { PROBES } from "./catalogue.ts";
import type { Probe, ProbeParameter } from "./probe.ts";
import { type Given, readParameters } from "./read-parameters.ts";

const page = readFileSync(new URL("../../../../docs/probes.md", import.meta.url), "utf8");

const defaultOf = ({ default: value }: ProbeParameter): string =>
  value === null ? "needed" : value === "" ? "" : `\`${value}\``;

const tablesOf = ({ parameters, metrics }: Probe): string =>
  [
    "| parameter | default | |",
    "|---|---|---|",
    ...parameters.map((one) => `| \`--${one.name}\` | ${defaultOf(one)} | ${one.description} |`),
    "",
    "| metric | | unit | better |",
    "|---|---|---|---|",
    ...metrics.map(({ id, title, unit, better }) => `| \`${id}\` | ${title} | ${unit} | ${better} |`),
  ].join("\n");

test.each(PROBES)("the page has the tables of $name as they are", (probe) => {
  expect(page).toContain(tablesOf(probe));
});

const Params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const Example = z.object({
  variants: z.array(z.object({ probe: z.optional(z.string()), with: z.optional(Params) })),
  metrics: z.array(
    z.object({ id: z.string(), unit: z.optional(z.string()), better: z.string(), key: z.optional(z.string()) }),
  ),
});

/** The variants of the experiments on the page, with the metrics that are read of them. */
const examples = [...page.matchAll(/^```yaml experiment\n(.*?)^```/gms)].flatMap(([, text = ""]) => {
  const decoded = decodeYaml(Example, text);
  if (!decoded.ok) throw new Error(decoded.problems[0]?.message);
  const { variants, metrics } = decoded.value;
  return variants.map((variant) => ({ probe: variant.probe, given: variant.with ?? {}, metrics }));
});

test("each probe has an example, and no parameter or metric in it is made up", () => {
  const used = new Set<string>();
  for (const { probe, given, metrics } of examples) {
    const found = PROBES.find(({ name }) => name === probe);
    if (found === undefined) continue;
    used.add(found.name);
    expect(() => readParameters(found, given as Given)).not.toThrow();
    for (const { id, key = id, unit = "", better } of metrics) {
      const pattern = key.replace(/^latency\..*/, "latency.STAGE");
      expect(found.metrics).toContainEqual(expect.objectContaining({ id: pattern, unit, better }));
    }
  }
  expect([...used].toSorted()).toEqual(PROBES.map(({ name }) => name).toSorted());
});
