import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isGuidance } from "../rule/guidance.ts";
import { paragraphsIn } from "../rule/part-content.ts";
import { plainText } from "../text/plain-text.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { allParts, type DocumentType } from "../type/document-type.ts";
import { fieldOf, readMetadata } from "../type/metadata.ts";
import { plan } from "../type/plan.ts";
import { research } from "../type/research.ts";
import { spec } from "../type/spec.ts";
import { spike } from "../type/spike.ts";
import { composeDocument } from "./compose-document.ts";
import type { Draft } from "./draft.ts";
import { draftOf, subjectOf } from "./draft-fixture.ts";

const FORMS = ["short", "full"] as const;
const everyDraft = BUILT_IN_TYPES.flatMap((type) =>
  FORMS.map((form) => ({ name: `${type.name}, ${form}`, draft: draftOf(type, { form }) })),
);

const compose = (type: DocumentType, more: Partial<Draft> = {}): string => composeDocument(draftOf(type, more));

const locatedIn = (draft: Draft, text = composeDocument(draft)): string[] =>
  subjectOf(draft.path, text).typed?.located.map(({ part }) => part.id) ?? [];

describe.each(everyDraft)("a new document ($name)", ({ draft }) => {
  const text = composeDocument(draft);
  const { markdown, typed, stage } = subjectOf(draft.path, text);

  it("is of its type, and a draft", () => {
    expect(typed?.type).toBe(draft.type);
    expect(stage).toBe("draft");
    expect(typed?.state).toBe(draft.type.states[0]);
  });

  it("is clean Markdown: LF, one blank line between blocks, no blanks at the end of a line, one line end at the end", () => {
    expect(text).not.toMatch(/\r|[ \t]\n|\n\n\n|\n\n$/);
    expect(text).toMatch(/\n$/);
  });

  it("has every part that it must have, in the order of the type, each once", () => {
    const ids = locatedIn(draft, text);
    const inOrder = [...allParts(draft.type.parts)].map(({ id }) => id);
    expect(ids).toEqual(inOrder.filter((id) => ids.includes(id)));
    const must = [...allParts(draft.type.parts)].filter(
      ({ need }) => need === "always" || (need === "full" && draft.form === "full"),
    );
    for (const { id } of must) expect(ids).toContain(id);
  });

  it("says nothing but guidance, which every reader of it recognises", () => {
    const whole = { from: markdown.headings[0]?.to ?? 0, to: text.length };
    const said = paragraphsIn(markdown, whole).map((paragraph) => plainText(markdown.tree, text, paragraph));
    const skeleton = /^(?:Goal|Non-goal|Question) \d$|^Phase \d:$/;
    expect(said.filter((words) => !skeleton.test(words) && !isGuidance(words, draft.type))).toEqual([]);
  });

  it("names who, when and on which commit", () => {
    const metadata = typed?.metadata ?? readMetadata(markdown);
    expect(fieldOf(metadata, ["author", "author(s)"])?.text).toBe("Ada Example");
    expect(fieldOf(metadata, ["date"])?.text).toBe("2026-11-28T10:15:00+01:00");
    expect(fieldOf(metadata, ["branch"])?.text).toBe("main");
    expect(fieldOf(metadata, ["commit"])?.text).toBe("a1b2c3d");
  });
});

describe("the short form", () => {
  it.each(BUILT_IN_TYPES)("fits one page of 60 lines: $name", (type) => {
    expect(compose(type).split("\n").length - 1).toBeLessThanOrEqual(60);
  });

  it("leaves out what nobody knows and nobody must say", () => {
    const text = compose(spike, { facts: { now: "2026-11-28T10:15:00+01:00" } });
    expect(text).toMatch(/^---\nnomous: spike\nstatus: draft\ndate: .*\nauthor:\n---\n/);
  });

  it("grows by the parts of the scopes that it declares, and says so", () => {
    const draft = draftOf(plan, { scopes: ["realtime"] });
    expect(locatedIn(draft)).toContain("design.protocol");
    expect(locatedIn(draft)).not.toContain("design.offline");
    expect(composeDocument(draft)).toContain("\nscopes: [realtime]\n");
  });

  it("has one task table, or one for each side that changes", () => {
    expect(compose(plan).match(/^\| ID /gm)).toHaveLength(1);
    expect(compose(plan, { scopes: ["backend", "frontend"] }).match(/^\| ID /gm)).toHaveLength(2);
  });
});

describe("the full form", () => {
  it.each(BUILT_IN_TYPES)("has every line of the type: $name", (type) => {
    const ids = locatedIn(draftOf(type, { form: "full" }));
    const wanted = [...allParts(type.parts)].filter(({ need }) => need !== "optional").map(({ id }) => id);
    expect(ids).toEqual(wanted);
  });

  it("leaves out the parts of a scope that was denied, and answers the rows that ask for it", () => {
    const draft = draftOf(plan, { form: "full", declined: ["gpu"] });
    expect(locatedIn(draft).filter((id) => id.endsWith("gpu"))).toEqual([]);
    expect(composeDocument(draft)).toMatch(/\| GPU +\| Not applicable, because nothing in it runs on a GPU\. +\|/);
    expect(composeDocument(draft)).toContain("\nscopes: [models, realtime, offline, backend, frontend]\n");
  });

  it("begins the research areas of a spike with what its category has to look into", () => {
    const text = compose(spike, { form: "full", fields: { category: "realtime/websocket" } });
    expect(text).toContain("\ncategory: realtime/websocket\n");
    for (const aspect of ["Protocol efficiency", "Message formats", "Connection handling", "Error recovery"])
      expect(text).toMatch(new RegExp(`^\\| ${aspect} +\\|`, "m"));
  });
});

describe("a spec", () => {
  it("numbers its sections by the type, so that section 6 is section 6 when there is no section 5", () => {
    const titles = compose(spec).match(/^##+ .*/gm) ?? [];
    expect(titles).toContain("## 6. Alternatives Considered");
    expect(titles).toContain("### 8.3 Test Plan");
  });

  it("has the table of the template below its title, and the state of the repository in front matter", () => {
    const text = compose(spec);
    expect(text).toMatch(/^\| Status +\| Draft \(WIP\) +\|$/m);
    expect(text).toMatch(/^\| Created \/ Last Updated \| 2026-11-28 \/ 2026-11-28 \|$/m);
    expect(text).toContain('\nrecent: [a1b2c3d Frames carry a checksum, "b1b2c3d Fix: the tail is bounded"]\n');
  });
});

describe("what people type", () => {
  it("stays one line in a title", () => expect(compose(research, { title: " a\n\n# b " })).toContain("\n# a # b\n"));

  it("cannot break the table of metadata or the front matter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(spec, research), (name, type) => {
        const author = `x${name.replaceAll(/\s+/g, " ").trimEnd()}y`;
        const draft = draftOf(type, { facts: { now: "2026-11-28T10:15:00+01:00", author } });
        expect(locatedIn(draft)).toEqual(locatedIn(draftOf(type)));
      }),
      { seed: 28, numRuns: 200 },
    );
  });
});
