import * as z from "zod/mini";
import { expect, test } from "vitest";
import { decodeJson } from "../data/decode-json.ts";
import type { CheckReport } from "./checked.ts";
import { AWKWARD, MEMO_RULES, reportOf } from "./report-fixture.ts";
import { renderSarif } from "./sarif.ts";

const message = z.strictObject({ text: z.string().check(z.minLength(1)) });
const level = z.enum(["error", "warning", "note"]);
const position = z.int().check(z.gte(1));
const artifact = z.strictObject({
  uri: z.string().check(z.regex(/^[\w./~!*'()%-]+$/)),
  uriBaseId: z.literal("SRCROOT"),
});

/** The part of SARIF 2.1.0 that is written, with nothing beside it. */
const Sarif = z.strictObject({
  $schema: z.string(),
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.literal("nomous"),
          version: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: z.optional(message),
              fullDescription: z.optional(message),
              help: z.optional(message),
              defaultConfiguration: z.optional(z.strictObject({ level })),
            }),
          ),
        }),
      }),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(
            z.strictObject({
              level,
              message,
              locations: z.array(z.strictObject({ physicalLocation: z.strictObject({ artifactLocation: artifact }) })),
            }),
          ),
        }),
      ]),
      originalUriBaseIds: z.strictObject({ SRCROOT: z.strictObject({ description: message }) }),
      columnKind: z.literal("utf16CodeUnits"),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().check(z.gte(0)),
          level,
          message,
          locations: z.tuple([
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: artifact,
                region: z.strictObject({
                  startLine: position,
                  startColumn: position,
                  endLine: position,
                  endColumn: position,
                }),
              }),
            }),
          ]),
          partialFingerprints: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ]),
});

function runOf(report: CheckReport): z.infer<typeof Sarif>["runs"][0] {
  const decoded = decodeJson(Sarif, renderSarif(report, MEMO_RULES));
  if (!decoded.ok) throw new Error(decoded.problems.map(({ message }) => message).join("; "));
  return decoded.value.runs[0];
}

test("a finding is a result with its place, in columns of UTF-16 units", () => {
  const [never] = runOf(reportOf({ "docs/a.md": AWKWARD })).results;
  expect(never).toMatchObject({ ruleId: "word.never", level: "error" });
  expect(never?.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "docs/a.md", uriBaseId: "SRCROOT" },
    region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 12 },
  });
});

test("every result names its rule, and rules that found nothing are left out", () => {
  const { results, tool } = runOf(reportOf({ "a.md": "never always never", "b.md": "always" }));
  const { rules } = tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(["word.always", "word.never"]);
  expect(rules[0]).toEqual({
    id: "word.always",
    shortDescription: { text: 'The word "always"' },
    fullDescription: { text: "It is too strong a word." },
    help: { text: "Choose a weaker one." },
    defaultConfiguration: { level: "error" },
  });
  for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
});

test("a path is a relative address, whatever is in it", () => {
  const path = "docs/a b#c/100%/日本?\u001B:x.md";
  const [result] = runOf(reportOf({ [path]: "never" })).results;
  const uri = result?.locations[0].physicalLocation.artifactLocation.uri ?? "";
  expect(uri.split("/")).toHaveLength(4);
  expect(uri.split("/").map(decodeURIComponent).join("/")).toBe(path);
});

const printsOf = (text: string): unknown[] =>
  runOf(reportOf({ "a.md": text })).results.map(({ partialFingerprints }) => partialFingerprints);

test("a fingerprint survives that its line moves, and tells findings on one line apart", () => {
  const before = printsOf("never, never\n\nso never\n");
  expect(new Set(before.map((print) => JSON.stringify(print))).size).toBe(3);
  expect(printsOf("# New\n\n  never,  never\n\n\nso never\n")).toEqual(before);
});

test("the severities are levels, a note in a draft too", () => {
  const { results } = runOf(reportOf({ "a.md": "---\nnomous: memo\n---\nalways never GAP\n" }));
  expect(results.map((result) => result.level)).toEqual(["error", "warning", "note"]);
});

test("a file that could not be checked makes the run unsuccessful and is named", () => {
  expect(runOf(reportOf({})).invocations[0]).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] });
  const unchecked = [{ path: "a b.md", message: "it is gone" }];
  expect(runOf(reportOf({}, { unchecked })).invocations[0]).toEqual({
    executionSuccessful: false,
    toolExecutionNotifications: [
      {
        level: "error",
        message: { text: "it is gone" },
        locations: [{ physicalLocation: { artifactLocation: { uri: "a%20b.md", uriBaseId: "SRCROOT" } } }],
      },
    ],
  });
});
