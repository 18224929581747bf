import { describe, expect, test } from "vitest";
import { idOf, isAbout, namesId, shareOfSubject, subjectWords, withoutId } from "./subject-words.ts";

describe("the words that tell what a text is about", () => {
  test("leave out what is said of everything, ids and numbers", () => {
    expect([...subjectWords("G1: Every reader must be able to resume within 200 ms")]).toEqual(["read", "resum", "ms"]);
    expect([...subjectWords("Implement support for the test of all users")]).toEqual([]);
  });

  test("spell identifiers out, and keep a noun that looks like an empty verb", () => {
    expect(subjectWords("`getReadyTasks()` of worker_pool.ts")).toEqual(subjectWords("ready tasks, worker pool"));
    expect(subjectWords("The worker works").size).toBe(1);
  });
});

describe("the id of an entry", () => {
  test.each([
    ["G1: resume", "G1"],
    ["**R-2** the codec", "R-2"],
    ["T1.3 rebuild", "T1.3"],
    ["[REQ-004] frames", "REQ-004"],
    ["Goal 2: one order", "Goal 2"],
    ["p95 stays below 200 ms", null],
    ["P95 stays below 200 ms", null],
    ["S3 holds the models", null],
    ["H264 frames", null],
    ["UTF-8 only", null],
    ["S3: the models are fetched", "S3"],
    ["T4 rebuild", "T4"],
    ["Two browsers", null],
  ])("“%s” → %s", (text, id) => {
    expect(idOf(text)).toBe(id);
  });

  test("is taken off with the marks behind it", () => {
    expect(withoutId("G1: resume")).toBe("resume");
    expect(withoutId("**G1** — `resume`")).toBe("`resume`");
    expect(withoutId("R-2 ≤ 200 ms")).toBe("≤ 200 ms");
    expect(withoutId("resume")).toBe("resume");
  });
});

describe("a text names an id", () => {
  test.each([
    "G2",
    "(G2)",
    "G1, G2",
    "G1–G4",
    "G1-3",
    "G1 to G3",
    "G1 … G3",
    "G1, 2 and 5",
    "g2 in a test's name",
    "G1/G2",
  ])("%s", (text) => {
    expect(namesId(text, "G2")).toBe(true);
  });

  test.each(["G20", "G2.1", "RG2", "G3–G5", "G1 and G3", "2", ""])("and not %s", (text) => {
    expect(namesId(text, "G2")).toBe(false);
  });

  test("written as a word and a number too", () => {
    expect(namesId("covers goals 1 to 3", "Goal 2")).toBe(true);
    expect(namesId("goal #2", "Goal 2")).toBe(true);
    expect(namesId("goal 3", "Goal 2")).toBe(false);
    expect(namesId("T1.3–T1.5", "T1.4")).toBe(true);
  });
});

describe("a text is about a thing", () => {
  test("that it names, or of which it says half of the telling words", () => {
    expect(isAbout("the cursor of a reader after a cut", "A reader resumes at its cursor")).toBe(true);
    expect(isAbout("G1: the model", "G1: A reader resumes at its cursor")).toBe(true);
    expect(isAbout("frames are short", "A reader resumes at its cursor")).toBe(false);
    expect(isAbout("anything", "")).toBe(false);
  });

  test("to a part", () => {
    expect(shareOfSubject("the reader and its cursor", "A reader resumes at its cursor")).toBeCloseTo(2 / 3);
  });
});
