import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXIT } from "./exit-codes.ts";

test("the numbers that scripts rely on", () => {
  expect(EXIT).toEqual({
    ok: 0,
    failure: 1,
    usage: 2,
    unavailable: 3,
    refused: 4,
    answerFailed: 5,
    interrupted: 130,
    outputClosed: 141,
  });
});

test("the help names each of them", () => {
  const help = readFileSync(new URL("program.ts", import.meta.url), "utf8");
  for (const code of Object.values(EXIT)) expect(help).toMatch(new RegExp(`\\b${code} [a-z]`));
});
