import { expect, test } from "vitest";
import { remember } from "./remember.ts";

/** A function that counts how often it is asked. */
function counted() {
  const asked: string[] = [];
  const lengthOf = remember((text) => {
    asked.push(text);
    return text.length;
  });
  return { asked, lengthOf };
}

test("a text is read once, however often it is asked for and wherever it was cut from", () => {
  const { asked, lengthOf } = counted();
  expect([lengthOf("one two"), lengthOf("zero one two".slice(5)), lengthOf("")]).toEqual([7, 7, 0]);
  expect(asked).toEqual(["one two", ""]);
});

test("that nothing is to be said of a text is remembered too", () => {
  let asked = 0;
  const nothing = remember(() => {
    asked += 1;
    return null;
  });
  expect([nothing("a"), nothing("a")]).toEqual([null, null]);
  expect(asked).toBe(1);
});

test("what is asked for again and again stays, and what nobody asks for any more goes", () => {
  const { asked, lengthOf } = counted();
  const long = "x".repeat(500_000);
  for (let i = 0; i < 20; i += 1) {
    lengthOf("stays");
    lengthOf(`${i}${long}`);
  }
  expect(asked.filter((text) => text === "stays")).toHaveLength(1);
  lengthOf(`0${long}`);
  expect(asked.filter((text) => text.startsWith("0x"))).toHaveLength(2);
});
