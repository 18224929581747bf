import { describe, expect, test } from "vitest";
import { checkDocument } from "../../check/check-document.ts";
import type { BoundTarget } from "../../staleness/freshness.ts";
import { splice } from "../../text/splice.ts";
import { BUILT_IN_TYPES } from "../../type/built-in.ts";
import { citedLine } from "../citation/line.ts";
import { citedPath } from "../citation/path.ts";
import { citedSymbol } from "../citation/symbol.ts";
import type { Finding } from "../rule.ts";
import { problemsOf, surroundingsOf } from "../rule-fixture.ts";
import { brokenBinding } from "./broken.ts";
import { movedBinding } from "./moved.ts";
import { needsReview } from "./needs-review.ts";

describe.each([needsReview, brokenBinding, movedBinding])("$id", (rule) => {
  test("finds its bad example, nothing in its good one, and nothing where nobody has looked", () => {
    expect(problemsOf(rule, rule.bad)).toHaveLength(1);
    expect(problemsOf(rule, rule.good)).toEqual([]);
    expect(problemsOf(rule, { ...rule.bad, given: {} })).toEqual([]);
  });
});

const RULES = [citedPath, citedLine, citedSymbol, needsReview, brokenBinding, movedBinding];

function found(text: string, files: readonly string[], bindings: readonly BoundTarget[]): readonly Finding[] {
  const path = "packages/web/docs/a.md";
  const all = Object.fromEntries([path, ...files].map((one) => [one, "one\ntwo\nname\n"]));
  const surroundings = surroundingsOf(all, { bindings });
  return checkDocument({ path, text, types: BUILT_IN_TYPES, rules: RULES, surroundings }).findings;
}

const bound = (more: Partial<BoundTarget>): BoundTarget => ({
  kind: "symbol",
  target: "",
  from: 0,
  to: 0,
  line: 1,
  freshness: "fresh",
  cause: null,
  movedTo: null,
  ...more,
});

describe("what moved gets the address that it has now, written as the old one was", () => {
  test.each([
    ["from the root", "`src/a.ts#name`", "src/a.ts#name", "src/b.ts#name", "`src/b.ts#name`"],
    [
      "from the document",
      "`../src/a.ts#name`",
      "packages/web/src/a.ts#name",
      "packages/web/lib/b.ts#name",
      "`../lib/b.ts#name`",
    ],
    [
      "from a package",
      "`src/a.ts:10-40`",
      "packages/web/src/a.ts:10-40",
      "packages/web/src/a.ts:14-44",
      "`src/a.ts:14-44`",
    ],
    ["out of the package", "`src/a.ts:10`", "packages/web/src/a.ts:10", "lib/a.ts:3", "`lib/a.ts:3`"],
    ["as hosts write lines", "`src/a.ts#L2-L3`", "src/a.ts:2-3", "src/a.ts:5-6", "`src/a.ts#L5-L6`"],
    ["in a link", "[x](../src/a.ts#L2)", "packages/web/src/a.ts:2", "packages/web/src/a.ts:9", "[x](../src/a.ts#L9)"],
  ])("%s", (_, written, target, movedTo, expected) => {
    const text = `# A\n\nIt is in ${written} and nowhere else. Look at ${written} again.\n`;
    const kind = target.includes("#") ? "symbol" : "lines";
    const [finding] = found(text, [target.replace(/[#:].*$/, "")], [bound({ kind, target, movedTo })]).filter(
      ({ fix }) => fix !== undefined,
    );
    expect(splice(text, finding?.fix?.edits ?? [])).toBe(text.replaceAll(written, expected));
  });
});

describe("one thing is told by one voice", () => {
  test("a file that is not there is told by the rule that needs no history, which then knows where it went", () => {
    const text = "# A\n\nIt is in `src/a.ts:2` now.\n";
    const findings = found(text, ["src/b.ts"], [bound({ kind: "lines", target: "src/a.ts:2", movedTo: "src/b.ts:2" })]);
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ["citation.path", 'There is no "src/a.ts". It is "src/b.ts:2" now.'],
    ]);
    expect(findings[0]?.fix?.title).toBe("Write src/b.ts:2");
  });

  test("a file that was removed is told with its commit where no other rule tells of it", () => {
    const text = "# A\n\nIt is in `src/a.ts` alone.\n";
    const cause = { text: "src/a.ts was removed in 1a2b3c4 (Merge files)", commit: null, diff: "", path: [] };
    const told = (more: string) =>
      found(text + more, [], [bound({ kind: "file", target: "src/a.ts", freshness: "broken", cause })]);
    expect(told("").map(({ rule, message }) => [rule, message.split(". ")[0]])).toEqual([
      ["staleness.broken", "src/a.ts was removed in 1a2b3c4 (Merge files)"],
    ]);
  });

  test("only notes are told of a draft", () => {
    const draft = "---\nnomous: research\nstatus: draft\n---\n# A\n\n## Findings\n\n- It is `src/a.ts#name`.\n";
    const cause = { text: "`name` was changed in 1a2b3c4", commit: null, diff: "", path: [] };
    const severities = (text: string) =>
      (["needs-review", "broken"] as const).flatMap((freshness) =>
        found(text, ["src/a.ts"], [bound({ target: "src/a.ts#name", freshness, cause })]).map(
          ({ severity }) => severity,
        ),
      );
    expect(severities(draft)).toEqual(["note", "note"]);
    expect(severities(draft.replace("draft", "complete"))).toEqual(["warning", "error"]);
  });
});
