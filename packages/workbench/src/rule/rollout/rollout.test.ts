import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { planWithRollout } from "./example.ts";
import { incompleteRollout } from "./incomplete.ts";
import { rolloutWithoutRollback } from "./no-rollback.ts";
import { rolloutWithoutTrigger } from "./no-trigger.ts";
import { isTrigger } from "./trigger-text.ts";

const RULES = [incompleteRollout, rolloutWithoutRollback, rolloutWithoutTrigger];

describe("each rule tells its bad example and not its good one", () => {
  for (const rule of RULES)
    test(`the examples of ${rule.id}`, () => {
      expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
});

/** A step with these fields, and something sound in all others. */
function step(fields: { readonly [name: string]: string } = {}): string {
  const sound = {
    name: "Canary",
    deploy: "1 host",
    verify: "`nomous probe storage`",
    watch: "p95 of a commit",
    trigger: "p95 > 20 ms",
    rollback: "flag off",
  };
  return Object.values({ ...sound, ...fields }).join(" | ");
}
const told = (rule: Rule, fields: { readonly [name: string]: string }): string[] =>
  problemsOf(rule, planWithRollout(step(fields))).map(({ text }) => text);
const inProse = (rule: Rule, rollout: string): string[] =>
  problemsOf(rule, { text: `---\nnomous: plan\n---\n# Log\n\n## Rollout Plan\n\n${rollout}\n` }).map(
    ({ text }) => text,
  );

describe("rollout.incomplete", () => {
  const cases: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{ deploy: "" }, ["Canary"]],
    [{ verify: "" }, ["Canary"]],
    [{ watch: "-" }, ["-"]],
    [{ verify: "TBD" }, []],
    [{ verify: "looks good" }, ["looks good"]],
    [{ watch: "metrics" }, ["metrics"]],
    [{ deploy: "", verify: "", watch: "" }, ["Canary"]],
    [{ verify: "none, because nobody uses it yet" }, []],
    [{ watch: "queue depth" }, []],
    [{}, []],
  ];
  for (const [fields, expected] of cases)
    test(`of ${JSON.stringify(fields)}`, () => expect(told(incompleteRollout, fields)).toEqual(expected));
  test("a row that nobody has begun is left to others", () =>
    expect(problemsOf(incompleteRollout, planWithRollout(" | | | | | "))).toEqual([]));
  test("a table of other things is no rollout", () =>
    expect(inProse(incompleteRollout, "| Step | Deploy |\n| - | - |\n| Canary | |")).toEqual([]));
});

describe("rollout.no-trigger", () => {
  for (const trigger of [
    "",
    "-",
    "none",
    "if problems arise",
    "when needed",
    "latency too high",
    "error rate rises",
    "on-call decides",
    "users complain",
    "something goes wrong",
  ])
    test(`"${trigger}"`, () => expect(told(rolloutWithoutTrigger, { trigger })).toHaveLength(1));
  for (const trigger of [
    "p95 > 20 ms for 10 min",
    "any lost turn",
    "error rate above 1 %",
    "verification fails",
    "alert CommitSlow fires",
    "none, because nobody uses it yet",
    "TBD",
  ])
    test(`"${trigger}" can be told by two people`, () => expect(told(rolloutWithoutTrigger, { trigger })).toEqual([]));

  test("prose says how, and must say when", () => {
    expect(
      inProse(
        rolloutWithoutTrigger,
        "1. Deploy to one host.\n2. If there are problems, roll back with `helm rollback`.",
      ),
    ).toEqual(["## Rollout Plan"]);
    expect(
      inProse(
        rolloutWithoutTrigger,
        "1. Deploy to one host.\n2. Roll back with `helm rollback` when p95 exceeds 20 ms.",
      ),
    ).toEqual([]);
    expect(inProse(rolloutWithoutTrigger, "Deploy to one host. Revert if the checksum of a segment is wrong.")).toEqual(
      [],
    );
  });
  test("words of the two kinds", () => {
    expect(["crash loop", "queue stops draining", "memory grows", "manual decision"].map(isTrigger)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("rollout.no-rollback", () => {
  for (const rollback of ["", "-", "none", "n/a", "roll back", "Revert.", "rollback the deployment"])
    test(`"${rollback}"`, () => expect(told(rolloutWithoutRollback, { rollback })).toHaveLength(1));
  for (const rollback of [
    "flag off",
    "`helm rollback log`",
    "deploy the image before",
    "none, because nothing is stored yet",
  ])
    test(`"${rollback}" is a way back`, () => expect(told(rolloutWithoutRollback, { rollback })).toEqual([]));
  test("prose without any way back is told at its heading", () => {
    expect(inProse(rolloutWithoutRollback, "1. Deploy to one host.\n2. Deploy to all hosts.")).toEqual([
      "## Rollout Plan",
    ]);
    expect(
      inProse(rolloutWithoutRollback, "1. Deploy to one host.\n\n### Rollback procedure\n\n`helm rollback log`"),
    ).toEqual([]);
  });
  test("a rollout that nobody has begun is left to others", () => {
    expect(inProse(rolloutWithoutRollback, "TBD")).toEqual([]);
    expect(inProse(rolloutWithoutRollback, "")).toEqual([]);
  });
  test("CRLF changes nothing", () => {
    const { text } = planWithRollout(step({ rollback: "" }));
    expect(problemsOf(rolloutWithoutRollback, { text: text.replaceAll("\n", "\r\n") }).map(({ line }) => line)).toEqual(
      [10],
    );
  });
});
