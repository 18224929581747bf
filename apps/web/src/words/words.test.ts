import type { OutboxEntry } from "@nomous/client";
import { expect, test } from "vitest";
import { awayText, nextTryText, savingText, unsentText } from "./connection.ts";
import { keyText } from "./keys.ts";
import { durationText, ordinal, percentText, plural, rateText, sizeText } from "./numbers.ts";
import { dayText, momentText } from "./time.ts";

const entry = (name: OutboxEntry["name"]): OutboxEntry => ({ id: "" as never, name, args: {}, at: 0, isSent: false });
const prompt = entry("conversation.prompt");
const rename = entry("conversation.rename");

test("what waits is counted and told", () => {
  expect(savingText([])).toBe("Everything saved");
  expect(savingText([prompt])).toBe("Sending 1 message");
  expect(unsentText(3)).toBe("3 changes not yet on the bridge");
  expect(awayText([prompt, prompt, rename], true)).toBe("2 messages and 1 change wait, sent when it returns");
  expect(awayText([prompt, prompt], true)).toBe("2 messages wait, sent when it returns");
  expect(savingText([entry("document.open")])).toBe("Everything saved");
  expect(awayText([prompt, entry("document.open")], true)).toBe("1 message waits, sent when it returns");
  expect(awayText([rename], false)).toBe("1 change waits, lost when this page is closed before it returns");
  expect(nextTryText(5_000, 1_200)).toBe("next try in 4 s");
  expect(nextTryText(1_000, 1_200)).toBe("trying now");
});

test.each([
  [0.42, "0.4 ms"],
  [38, "38 ms"],
  [2_360, "2.36 s"],
  [13_970, "14.0 s"],
  [250_000, "4 min 10 s"],
])("%d ms is %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test("numbers carry their unit", () => {
  expect(plural(1, "token")).toBe("1 token");
  expect(plural(1_214, "token")).toBe("1,214 tokens");
  expect(sizeText(2_100_000)).toBe("2.1 MB");
  expect(sizeText(5_430_000_000)).toBe("5.4 GB");
  expect(percentText(152, 214)).toBe("71 %");
  expect(percentText(0, 0)).toBe("0 %");
  expect(ordinal(2)).toBe("second");
  expect(ordinal(11)).toBe("11th");
});

test("a rate needs two tokens and some time between them", () => {
  expect(rateText(121, 0, 4_000)).toBe("30.0 tok/s");
  expect(rateText(1, 0, 4_000)).toBeUndefined();
  expect(rateText(50, 10, 20)).toBeUndefined();
});

test("keys are named as on the keyboard", () => {
  expect(keyText("Mod+K", false)).toBe("Ctrl K");
  expect(keyText("Mod+K", true)).toBe("⌘ K");
  expect(keyText("Alt+ArrowLeft", true)).toBe("⌥ ←");
});

test("a moment of another day names the day", () => {
  const now = new Date(2026, 10, 20, 14).getTime();
  expect(momentText(new Date(2026, 10, 20, 9, 5).getTime(), now)).toBe("09:05");
  expect(momentText(new Date(2026, 10, 19, 9, 5).getTime(), now)).toBe("19 Nov, 09:05");
  expect(momentText(new Date(2025, 10, 19, 9, 5).getTime(), now)).toBe("19 Nov 2025, 09:05");
});

test("a day of another year names the year", () => {
  const now = new Date(2026, 10, 20).getTime();
  expect(dayText("2026-11-08", now)).toBe("8 Nov");
  expect(dayText("2025-11-08", now)).toBe("8 Nov 2025");
  expect(dayText("soon", now)).toBe("soon");
});
