import { describe, expect, it } from "vitest";
import { isGuidance } from "../rule/guidance.ts";
import { BUILT_IN_TYPES } from "./built-in.ts";
import { allParts, ROLES } from "./document-type.ts";
import { findContradictions } from "./find-contradictions.ts";

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!])\s+/);
const wordsOf = (text: string): string[] => text.split(/\s+/);
const everyPart = BUILT_IN_TYPES.flatMap((type) => [...allParts(type.parts)].map((part) => ({ type, part })));

describe("the types that ship", () => {
  it.each(BUILT_IN_TYPES)("$name contradicts itself nowhere", (type) => {
    expect(findContradictions(type).map(({ message }) => message)).toEqual([]);
  });

  it("have names and folders of their own", () => {
    expect(new Set(BUILT_IN_TYPES.map(({ name }) => name)).size).toBe(BUILT_IN_TYPES.length);
    expect(new Set(BUILT_IN_TYPES.map(({ folder }) => folder)).size).toBe(BUILT_IN_TYPES.length);
  });

  it("begin as drafts, and only what is closed can be stuck", () => {
    const first = BUILT_IN_TYPES.map(({ states }) => states[0]?.stage);
    expect(first).toEqual(BUILT_IN_TYPES.map(() => "draft"));
    const stuck = BUILT_IN_TYPES.flatMap(({ states }) => states.filter(({ next }) => next.length === 0));
    expect(new Set(stuck.map(({ stage }) => stage))).toEqual(new Set(["closed"]));
  });

  it("understand every name of a state in one way", () => {
    for (const { states } of BUILT_IN_TYPES) {
      const names = states.flatMap(({ name, label, aliases = [] }) => [
        ...new Set(
          [name, label, ...aliases].map((one) =>
            one
              .toLowerCase()
              .replaceAll(/[^a-z]+/g, " ")
              .trim(),
          ),
        ),
      ]);
      expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
    }
  });

  it("lead to types that exist", () => {
    const names = BUILT_IN_TYPES.map(({ name }) => name);
    for (const { leadsTo } of BUILT_IN_TYPES) for (const name of leadsTo) expect(names).toContain(name);
  });

  it("call a part below another by that other's id", () => {
    for (const { part } of everyPart)
      for (const below of part.parts ?? []) expect(below.id).toMatch(new RegExp(`^${part.id}\\.[a-z-]+$`));
  });

  it("have aspects for every choice, or for none", () => {
    const fields = BUILT_IN_TYPES.flatMap((type) => type.fields);
    const withAspects = fields.filter(({ aspects }) => aspects !== undefined);
    expect(withAspects.map(({ aspects = {} }) => Object.keys(aspects))).toEqual(
      withAspects.map(({ choices }) => choices),
    );
  });

  it("use every role, so that no rule waits for a part that nobody has", () => {
    const used = new Set(everyPart.map(({ part }) => part.role));
    expect(ROLES.filter((role) => !used.has(role))).toEqual([]);
  });
});

describe("guidance", () => {
  it("is one or two sentences of at least five words that Markdown takes for plain text", () => {
    const texts = everyPart.map(({ part }) => part.guidance);
    expect(texts.filter((text) => sentencesOf(text).length > 2)).toEqual([]);
    expect(texts.filter((text) => wordsOf(text).length < 5)).toEqual([]);
    expect(texts.filter((text) => !/^[A-Z][^*_|<>[\]\n]*\.$/.test(text))).toEqual([]);
  });

  it("is recognised when it is left in a document, with its mark or without, behind a label or not", () => {
    const left = everyPart.flatMap(({ type, part: { heading, guidance, as } }) => {
      const marked = [guidance, `Guidance: ${guidance}`];
      return [...marked, ...(as === "label" ? marked.map((text) => `${heading}: ${text}`) : [])].map((text) => ({
        type,
        text,
      }));
    });
    expect(left.filter(({ type, text }) => !isGuidance(text, type))).toEqual([]);
  });

  it("is said once in a type", () => {
    for (const { parts } of BUILT_IN_TYPES) {
      const all = [...allParts(parts)].map((part) => part.guidance);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
