import { expect, test } from "vitest";
import { statedIn } from "./stated.ts";

/** The words of the claim stand in square brackets. */
function stated(sentence: string, ...units: readonly string[]): string[] {
  const words = { from: sentence.indexOf("["), to: sentence.indexOf("]") };
  const text = sentence.replace("[", " ").replace("]", " ");
  return statedIn(text, words, new Set(units)).map(({ low, high, bound, sign, kind, unit, isChange }) =>
    [
      bound === "exactly" ? "" : bound,
      sign === 0 ? "" : sign < 0 ? "−" : "+",
      low === high ? high.value : `${low.value}${isChange ? ">" : ".."}${high.value}`,
      `/${high.step}`,
      kind === "amount" ? unit : kind,
    ]
      .filter((piece) => piece !== "")
      .join(" "),
  );
}

test.each([
  ["fell [18 %]", "18 /1 share"],
  ["fell [18] %", "18 /1 share"],
  ["[−14.8 %]", "− 14.8 /0.1 share"],
  ["[+3 percentage points]", "+ 3 /1 points"],
  ["[1,214 ms]", "1214 /1 ms"],
  ["[1 214 ms]", "1214 /1 ms"],
  ["[12k messages per second]", "12000 /1000 message/s"],
  ["[0.12 s]", "0.12 /0.01 s"],
  ["about [15 %]", "about 15 /1 share"],
  ["no more than [15 %]", "at most 15 /1 share"],
  ["no less than [15 %]", "at least 15 /1 share"],
  ["by more than [14 %]", "more than 14 /1 share"],
  ["up to [14 %]", "up to 14 /1 share"],
  ["[14 % or more]", "at least 14 /1 share"],
  ["[12 to 17 %]", "12..17 /1 share"],
  ["[12–17 %]", "12..17 /1 share"],
  ["[between 12 and 17 %]", "12..17 /1 share"],
  ["[from 120 ms to 102 ms]", "120>102 /1 ms"],
  ["[1.8 times] as fast", "1.8 /0.1 factor"],
  ["[3× smaller]", "3 /1 factor"],
  ["[1.8-fold]", "1.8 /0.1 factor"],
  ["[three times]", "3 /1 factor"],
  ["[102 lower]", "102 /1"],
  ["[a third] less", "33.333333333333336 /33.333333333333336 share"],
])("what a number counts, and which side is meant, is told by what stands around it: %s", (sentence, expected) => {
  expect(stated(sentence, "message/s")).toEqual([expected]);
});

test("digits of a name are no number, and two numbers are two", () => {
  expect(stated("[p95 fell]")).toEqual([]);
  expect(stated("[120 ms and 15 %]")).toEqual(["120 /1 ms", "15 /1 share"]);
});
