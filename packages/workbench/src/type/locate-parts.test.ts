import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import type { DocumentType } from "./document-type.ts";
import { headingKey, locateParts } from "./locate-parts.ts";
import { plan } from "./plan.ts";
import { research } from "./research.ts";
import { spec } from "./spec.ts";
import { spike } from "./spike.ts";

function idsIn(type: DocumentType, text: string): string[] {
  return locateParts(parseMarkdown(text), type).map(({ part }) => part.id);
}

function contentsIn(type: DocumentType, text: string): Record<string, string> {
  return Object.fromEntries(
    locateParts(parseMarkdown(text), type).map(({ part, content }) => [
      part.id,
      text.slice(content.from, content.to).trim(),
    ]),
  );
}

describe("headingKey", () => {
  it.each([
    ["3.1 Functional Goals:", "functional goals"],
    ["Section 4. Proposed Solution", "proposed solution"],
    ["Goals & Non-Goals", "goals and non goals"],
    ["5) Detailed design", "detailed design"],
    ["2026 in numbers", "in numbers"],
  ])("%s → %s", (title, key) => expect(headingKey(title)).toBe(key));
});

describe("a part is found", () => {
  it("by heading, whatever its level, number and letter case", () => {
    expect(idsIn(spec, "# T\n\n#### 3. GOALS AND NON-GOALS\n\n##### functional goals\n")).toEqual([
      "goals",
      "goals.functional",
    ]);
  });

  it("by a bold label in an item", () => {
    const text = "# T\n\n## Overview\n\n- **Problem statement:** it waits\n- **Timeline:** 2 days\n";
    expect(contentsIn(spike, text)).toMatchObject({ "overview.problem": "it waits", "overview.timeline": "2 days" });
  });

  it("by a bold label of a paragraph, up to the next one", () => {
    const text = "# T\n\n## Overview\n\n**Problem statement:** it waits\n\nand waits\n\n**Timeline:** 2 days\n";
    expect(contentsIn(spike, text)).toMatchObject({
      "overview.problem": "it waits\n\nand waits",
      "overview.timeline": "2 days",
    });
  });

  it("one level up when the part above it has no heading", () => {
    expect(idsIn(spec, "# T\n\n## Goals\n\n## Non-Goals\n\n## Test Plan\n")).toEqual([
      "goals.functional",
      "goals.not",
      "delivery.tests",
    ]);
  });

  it("by a heading that begins like an alias with an ellipsis", () => {
    expect(idsIn(research, "# T\n\n## Follow-up Research 2026-11-28T10:00:00Z\n\n## Follow-up: sockets\n")).toEqual([
      "follow-up",
      "follow-up",
    ]);
  });

  it("with what is its own, up to the line on which the first part below it begins", () => {
    const text = "# T\n\n## Overview\n\nIn short.\n\n- **Timeline:** 2 days\n";
    const [overview, timeline] = locateParts(parseMarkdown(text), spike).map(({ own }) =>
      text.slice(own.from, own.to).trim(),
    );
    expect([overview, timeline]).toEqual(["In short.", "2 days"]);
  });

  it("twice when it stands there twice", () => {
    expect(idsIn(research, "# T\n\n## Summary\n\n## Summary\n")).toEqual(["summary", "summary"]);
  });
});

describe("no part is found", () => {
  it("in the title", () => expect(idsIn(plan, "# Implementation plan\n\n## Overview\n")).toEqual(["overview"]));

  it("in a bold word below a part that is not there", () => {
    expect(idsIn(spec, "# T\n\n## Notes\n\n**Verification:** by hand\n")).toEqual([]);
  });

  it("in a fence or a quote", () => {
    expect(idsIn(research, "# T\n\n```\n## Summary\n```\n\n> ## Summary\n")).toEqual([]);
  });
});
