import { expect, test } from "vitest";
import { commandLine, splitCommandLine } from "./command-line.ts";

test("what is shown can be typed, and is split into the same words", () => {
  for (const argv of [
    ["node", "bench.mjs", "--frames", "4"],
    ["sh", "-c", "echo 'it is' \"so\" > /dev/null && true"],
    ["a", "", "b c", "\\", "$HOME", "é", "'"],
    ["node", "-e", "const a = 'x';\nrun(a, \"\\n\");\t\u2028"],
  ])
    expect(splitCommandLine(commandLine(argv))).toEqual(argv);
});

test("a word of several lines is shown on one, so that it cannot look like another command", () => {
  expect(commandLine(["sh", "-c", "one\n  four: two\u001b[2K"])).toBe("sh -c $'one\\n  four: two\\u001b[2K'");
});

test("quotes and backslashes mean what they mean to a shell", () => {
  expect(splitCommandLine(`  node -e "console.log(\\"x\\")"  a\\ b 'c\\d' `)).toEqual([
    "node",
    "-e",
    'console.log("x")',
    "a b",
    "c\\d",
  ]);
  expect(splitCommandLine("")).toEqual([]);
  expect(splitCommandLine("node 'open")).toBeNull();
});
