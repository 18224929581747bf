import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { compatibilityConflict } from "./conflict.ts";
import { postureIn } from "./posture.ts";

const NONE = "no breaking changes";
const ALLOWED = "breaking changes allowed";

test("the example is told, and is not when both agree", () => {
  expect(problemsOf(compatibilityConflict, compatibilityConflict.bad)).toHaveLength(1);
  expect(problemsOf(compatibilityConflict, compatibilityConflict.good)).toEqual([]);
});

const posturesOf = (...sentences: string[]): unknown[] => sentences.map(postureIn);

describe("sentences about what may break", () => {
  test("allow it", () => {
    const sentences = [
      "Breaking changes are allowed.",
      "This is a breaking change for the page.",
      "The new frame breaks existing clients.",
      "Older clients will stop working.",
      "There is no backward compatibility.",
      "The format is not backward-compatible.",
    ];
    expect(posturesOf(...sentences)).toEqual(sentences.map(() => ALLOWED));
  });
  test("forbid it", () => {
    const sentences = [
      "There are no breaking changes.",
      "The protocol must stay compatible.",
      "The API remains fully backward compatible.",
      "It must not break existing clients.",
      "We maintain backwards compatibility with v3.",
      "Older clients still connect.",
    ];
    expect(posturesOf(...sentences)).toEqual(sentences.map(() => NONE));
  });
  test("or speak of something else", () => {
    const sentences = [
      "The backward compatibility is checked in T4.",
      "It is compatible with Node 24.",
      "The circuit breaker opens.",
      "A break of ten minutes.",
    ];
    expect(posturesOf(...sentences)).toEqual(sentences.map(() => null));
  });
});

const plan = (posture: string, body: string): { text: string } => ({
  text: `---\nnomous: plan\n${posture}\n---\n# Framing\n\n${body}\n`,
});
const lines = (
  example: { text: string; files?: Readonly<Record<string, string>> },
  path = "docs/plans/a.md",
): number[] => problemsOf(compatibilityConflict, example, { path }).map(({ line }) => line);

describe("compatibility.conflict", () => {
  const body = "## Technical Design\n\nFrames get a header. The protocol must stay compatible.";
  test("told at the sentence", () => {
    expect(
      problemsOf(compatibilityConflict, plan("compatibility: breaking changes allowed", body)).map(({ text }) => text),
    ).toEqual(["The protocol must stay compatible."]);
  });
  test("whatever the field is called", () => {
    expect(lines(plan("breaking_changes_allowed: true", body))).toEqual([9]);
    expect(lines(plan("backward compatibility: breaking changes are fine", body))).toEqual([9]);
    expect(lines(plan("breaking_changes_allowed: false", body))).toEqual([]);
  });
  test("in a cell, and below a heading of its own", () => {
    const table = "## Validation\n\n| Criterion | Met by |\n| - | - |\n| Clients | older clients stop working |";
    expect(lines(plan("compatibility: no breaking changes", table))).toEqual([11]);
    expect(lines(plan("date: 2026-11-28", `## Compatibility\n\nNo breaking changes.\n\n${table}`))).toEqual([15]);
  });
  test("what is not planned contradicts nothing", () => {
    expect(lines(plan("compatibility: no breaking changes", "## Risks\n\n- Older clients stop working"))).toEqual([]);
    expect(lines(plan("date: 2026-11-28", body))).toEqual([]);
    expect(
      lines(
        plan(
          "compatibility: no breaking changes",
          '## Technical Design\n\nThe issue says "older clients stop working".',
        ),
      ),
    ).toEqual([]);
  });

  const spec = "---\nnomous: spec\ncompatibility: breaking changes allowed\n---\n# Spec\n";
  test("a source that declares something else is told at the field", () => {
    const example = plan("compatibility: no breaking changes", "## Sources\n\n- [Spec](../../specs/framing.md)");
    expect(
      problemsOf(
        compatibilityConflict,
        { ...example, files: { "specs/framing.md": spec } },
        { path: "docs/plans/a.md" },
      ).map(({ text, message }) => [text, message.slice(0, 16)]),
    ).toEqual([["no breaking changes", "specs/framing.md"]]);
  });
  test("so is one that front matter names", () => {
    const example = plan("compatibility: no breaking changes\nfrom: [specs/framing.md]", "Text.");
    expect(lines({ ...example, files: { "specs/framing.md": spec } })).toEqual([3]);
    expect(
      lines({
        ...example,
        files: { "specs/framing.md": spec.replace("breaking changes allowed", "no breaking changes") },
      }),
    ).toEqual([]);
    expect(lines(example)).toEqual([]);
  });
});
