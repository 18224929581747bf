import { expect, test } from "vitest";
import { namesPattern } from "./named-pattern.ts";

test.each([
  "Event sourcing",
  "CQRS",
  "the outbox pattern",
  "**Skill as tool**",
  "Ports and adapters",
  "a frame-tail topology",
  "follows the Tolerant Reader",
  "Content-addressed storage with set reconciliation",
])("“%s” is a name", (text) => {
  expect(namesPattern(text)).toBe(true);
});

test.each([
  "a clean and modern architecture",
  "the usual design pattern",
  "We keep things apart.",
  "the right architecture for us",
  "",
])("“%s” is none", (text) => {
  expect(namesPattern(text)).toBe(false);
});
