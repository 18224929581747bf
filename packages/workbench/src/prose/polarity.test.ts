import { describe, expect, test } from "vitest";
import { mainClause, stanceOf } from "./polarity.ts";

test.each([
  "Offline edits are not supported",
  "No turn is lost",
  "Users cannot export conversations",
  "The client doesn’t cache answers",
  "Offline edits are out of scope",
  "Edits made while offline are never kept",
  "The gate rejects old pages",
])("“%s” denies", (text) => {
  expect(stanceOf(text).isDenied).toBe(true);
});

test.each([
  "Support offline edits",
  "No more than 3 retries are made",
  "Not only turns but frames are stored",
  "Non-blocking writes",
  "Valid frames are never rejected",
  "Support offline edits without losing any",
  "Edits are kept, but not frames",
])("“%s” affirms", (text) => {
  expect(stanceOf(text).isDenied).toBe(false);
});

test("affirmed and denied leave the same words", () => {
  const [yes, no] = [stanceOf("Support offline edits"), stanceOf("Offline edits are not supported in this version")];
  expect([...no.subject].toSorted()).toEqual([...yes.subject].toSorted());
});

describe("a condition is told apart, wherever it stands", () => {
  test.each([
    ["When the bridge is away, edits are queued", ["edit", "queu"], ["bridg", "away"]],
    ["Edits are queued while the bridge is away", ["edit", "queu"], ["bridg", "away"]],
    ["Edits made while offline are kept", ["edit", "keep"], ["offlin"]],
    ["A prompt that was sent during a cut is stored", ["prompt", "send", "stor"], ["cut"]],
    ["The press works when the bridge is off", ["press"], ["bridg", "off"]],
    ["The press works by hand when the bridge is on", ["hand", "press"], ["bridg", "on"]],
    ["Edits are queued", ["edit", "queu"], []],
  ])("“%s”", (text, subject, condition) => {
    const stance = stanceOf(text);
    expect([...stance.subject].toSorted()).toEqual(subject.toSorted());
    expect([...stance.condition].toSorted()).toEqual(condition.toSorted());
  });
});

test("what leaves nothing out is universal", () => {
  expect(stanceOf("No turn is lost").isUniversal).toBe(true);
  expect(stanceOf("Turns are stored").isUniversal).toBe(false);
});

test("the main clause ends where a reason, a way or a detail begins", () => {
  expect(mainClause("Resume at the cursor — readers wait today")).toBe("Resume at the cursor");
  expect(mainClause("Resume at the cursor (G1)")).toBe("Resume at the cursor ");
  expect(mainClause("Resume. Then go on.")).toBe("Resume");
  expect(mainClause("Resume without a reload")).toBe("Resume");
});
