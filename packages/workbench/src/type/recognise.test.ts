import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { BUILT_IN_TYPES } from "./built-in.ts";
import { readMetadata } from "./metadata.ts";
import { recognise } from "./recognise.ts";

function typeOf(path: string, text: string): string {
  const markdown = parseMarkdown(text);
  const recognised = recognise(path, markdown, readMetadata(markdown), BUILT_IN_TYPES);
  if (recognised.status === "typed") return `${recognised.type.name} by ${recognised.by}`;
  return recognised.status === "plain" ? "plain" : `unknown ${recognised.named.text}`;
}

const headings = (titles: string, mark = "##"): string =>
  ["# Title", ...titles.split(", ").map((title) => `${mark} ${title}`)].join("\n\ntext\n\n");

describe("a type is told by front matter", () => {
  it("whatever the headings", () =>
    expect(typeOf("a.md", "---\nnomous: plan\n---\n# T\n")).toBe("plan by front matter"));
  it("in any letter case", () => expect(typeOf("a.md", "---\nnomous: Spec\n---\n")).toBe("spec by front matter"));
  it("and a name that nobody knows is told", () =>
    expect(typeOf("specs/a.md", "---\nnomous: speck\n---\n")).toBe("unknown speck"));
});

describe("a type is told by shape", () => {
  it.each([
    [
      "spec",
      "1. Executive Summary, 2. Context and Motivation, 3. Goals and Non-Goals, 4. Proposed Solution (High-Level Design), 5. Detailed Design, 6. Alternatives Considered, 7. Cross-Cutting Concerns, 8. Migration, Rollout, and Testing, 9. Open Questions / Unresolved Issues",
    ],
    ["spike", "Overview, Technical Details, Results, Recommendations"],
    ["spike", "1. Overview, 2. Technical Details, 3. Results, 4. Recommendations"],
    [
      "plan",
      "1. Overview, 2. Technical Design, 3. ML/AI Components, 4. Implementation Steps, 5. Performance Considerations, 6. Testing Strategy, 7. Rollout Plan",
    ],
    [
      "research",
      "Research Question, Summary, Detailed Findings, Code References, Architecture Insights, Historical Context (from thoughts/), Related Research, Open Questions",
    ],
  ])("%s, wherever it lies: %s", (name, titles) => {
    expect(typeOf("notes/a.md", headings(titles))).toBe(`${name} by shape`);
  });

  it("also where every section is a heading of the first level", () => {
    expect(typeOf("a.md", "# Overview\n\n# Technical Details\n\n# Results\n\n# Recommendations\n")).toBe(
      "spike by shape",
    );
  });

  it("in the type's own folder from fewer headings", () => {
    const text = headings("Question, Findings, Summary");
    expect(typeOf("research/a.md", text)).toBe("research by shape");
    expect(typeOf("docs/a.md", text)).toBe("plain");
  });

  it.each([
    "Installation, Usage, Overview, License",
    "Overview, Results",
    "Summary, Open Questions, Install",
    "Background, Goals, Timeline, Team",
  ])("and other documents are plain: %s", (titles) => expect(typeOf("docs/a.md", headings(titles))).toBe("plain"));

  it("by different parts: two names of one part count once", () => {
    expect(typeOf("a.md", headings("Recommendation, Recommendations, Results"))).toBe("plain");
  });

  it("from the two highest levels only", () => {
    const text = `${headings("Install, Use")}\n\n### Details\n\n${["Overview", "Results", "Recommendations"].map((title) => `#### ${title}`).join("\n\n")}\n`;
    expect(typeOf("a.md", text)).toBe("plain");
  });
});
