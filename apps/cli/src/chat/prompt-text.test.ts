import { LIMITS } from "@nomous/protocol";
import { expect, test } from "vitest";
import { EXIT } from "../exit-codes.ts";
import { promptText } from "./prompt-text.ts";

test("words alone, a pipe alone, and a pipe as context of the words", () => {
  expect(promptText(" why? ", "")).toBe("why?");
  expect(promptText("", "why?\n")).toBe("why?");
  expect(promptText("Review this", "a\nb\n")).toBe("Review this\n\n```\na\nb\n```");
  expect(promptText("Review this", " \n")).toBe("Review this");
});

test("a context that holds fences gets a longer one", () => {
  expect(promptText("x", "````\ncode\n````")).toBe("x\n\n`````\n````\ncode\n````\n`````");
});

test("nothing to ask and too much to ask are wrong usage", () => {
  const usage = expect.objectContaining({ exit: EXIT.usage }) as Error;
  expect(() => promptText(" ", "\n")).toThrow(usage);
  expect(() => promptText("ä".repeat(LIMITS.promptBytes / 2 + 1), "")).toThrow(usage);
  expect(promptText("ä".repeat(LIMITS.promptBytes / 2), "")).toHaveLength(LIMITS.promptBytes / 2);
});
