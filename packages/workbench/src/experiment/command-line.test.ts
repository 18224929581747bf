import { expect, test } from "vitest";
import { commandLine, splitCommandLine } from "./command-line.ts";

test("what is shown can be typed, and is split into the same words", () => {
  for (const argv of [
    ["node", "bench.mjs", "--frames", "4"],
    ["sh", "-c", "echo 'it is' \"so\" > /dev/null && true"],
    ["a", "", "b c", "\\", "$HOME", "é", "'"],
  ])
    expect(splitCommandLine(commandLine(argv))).toEqual(argv);
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
