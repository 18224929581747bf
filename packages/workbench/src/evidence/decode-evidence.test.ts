import { describe, expect, test } from "vitest";
import { decodeEvidence } from "./decode-evidence.ts";
import { encodeRecord, FIRST_SEAL } from "./encode-record.ts";
import { evidenceOf, recordsOf, sealRecords } from "./evidence-fixture.ts";
import type { EvidenceRecord } from "./evidence.ts";

const options = { rounds: 2, value: (variant: string, round: number) => (variant === "four" ? 9 : 10) + round / 10 };
const records = recordsOf(options);
const [session, run, ...others] = records;
const { text, evidence } = evidenceOf(options);
const lines = text.split("\n").slice(0, -1);

const joined = (some: readonly (string | undefined)[]): string => some.map((line) => `${line ?? ""}\n`).join("");

function linesOfProblems(changed: string): number[] {
  const decoded = decodeEvidence(changed);
  return decoded.ok ? [] : decoded.problems.map(({ line }) => line);
}

function messagesOf(changed: string): string[] {
  const decoded = decodeEvidence(changed);
  return decoded.ok ? [] : decoded.problems.map(({ line, message }) => `${line}: ${message}`);
}

/** Sealed as if the runner had written it, whatever it is. */
const sealed = (some: readonly unknown[]): string => sealRecords(some as readonly EvidenceRecord[]);

test("what was encoded is decoded again", () => {
  expect([evidence.session, ...evidence.runs, evidence.end]).toEqual(records);
  expect([evidence.faults, evidence.resumes]).toEqual([[], []]);
  expect(evidence.lines).toBe(lines.length);
  expect(lines.at(-1)).toContain(evidence.seal);
});

test("a line is the record with its names in one order, and the seal behind them", () => {
  const { line, seal } = encodeRecord({ type: "end", endedAt: "2026", reason: "stopped", look: null }, FIRST_SEAL);
  expect(line).toBe(`{"endedAt":"2026","look":null,"reason":"stopped","type":"end","seal":"${seal}"}\n`);
});

test("a number that JSON cannot hold is refused before it is written", () => {
  expect(() => encodeRecord({ type: "end", endedAt: "", reason: "stopped", look: Number.NaN }, FIRST_SEAL)).toThrow(
    "NaN has no place in JSON",
  );
});

test("line ends of another system change nothing", () => {
  expect(decodeEvidence(text.replaceAll("\n", "\r\n"))).toEqual(decodeEvidence(text));
});

describe("whatever is changed is found, with its line", () => {
  test("a flipped bit in any byte", () => {
    const some = text.split("\n").slice(0, 3).join("\n");
    const ends = [...some.matchAll(/\n/g)].map(({ index }) => index);
    // Every byte of the seals and of what is around them, and a sample of the rest.
    const places = Array.from({ length: some.length }, (_, at) => at).filter(
      (at) => at % 5 === 0 || ends.some((end) => Math.abs(end - at) < 90),
    );
    for (const at of places.filter((place) => place <= (ends.at(-1) ?? 0))) {
      const flipped = String.fromCodePoint((some.codePointAt(at) ?? 0) ^ (1 << (at % 7)));
      const line = ends.filter((end) => end < at).length + 1;
      const [first = 0] = linesOfProblems(some.slice(0, at) + flipped + some.slice(at + 1));
      // A line end that is none leaves one line where two were.
      expect(first).toBe(line);
    }
  });

  test("only the changed line is told, for those behind it are as they were", () => {
    expect(linesOfProblems(joined(lines.with(3, (lines[3] ?? "").replace("1", "2"))))).toEqual([4]);
    const wrongSeal = (lines[3] ?? "").replace(/[0-9a-f]"\}$/, (end) => `${end.startsWith("0") ? "1" : "0"}"}`);
    expect(linesOfProblems(joined(lines.with(3, wrongSeal)))).toEqual([4]);
  });

  test("a line that was removed, repeated, moved or added", () => {
    expect(linesOfProblems(joined(lines.toSpliced(3, 1)))).toEqual([4]);
    expect(linesOfProblems(joined(lines.toSpliced(4, 0, lines[3] ?? "")))).toEqual([5]);
    expect(linesOfProblems(joined(lines.with(3, lines[4] ?? "").with(4, lines[3] ?? "")))[0]).toBe(4);
    expect(linesOfProblems(joined(lines.toSpliced(3, 0, "")))).toEqual([4]);
    expect(linesOfProblems(joined(lines.slice(1)))).toEqual([1]);
  });

  test("a line of another session", () => {
    const other = evidenceOf({ ...options, session: "20261130T061500-000000" }).text.split("\n");
    expect(linesOfProblems(joined(lines.with(3, other[3] ?? "")))).toEqual([4]);
  });
});

test("a last line that was cut off is passed over, wherever it was cut", () => {
  const last = lines.at(-1) ?? "";
  const whole = text.slice(0, -last.length - 1);
  for (const length of [1, 20, last.length - 1, last.length]) {
    const decoded = decodeEvidence(whole + last.slice(0, length));
    expect(decoded.ok && [decoded.tornFrom, decoded.evidence.lines, decoded.evidence.end]).toEqual([
      whole.length,
      lines.length - 1,
      null,
    ]);
  }
  expect(decodeEvidence(text)).toMatchObject({ tornFrom: null });
});

test("a file without a whole session is told, however hostile", () => {
  const deep = "[".repeat(100_000);
  for (const text of ["", "\n", '{"type":"session"', "[]\n", deep, `${deep}\n`])
    expect(linesOfProblems(text)).toEqual([1]);
});

test("evidence of a newer version asks for an update, and nothing else is said of it", () => {
  const newer = sealed([{ ...session, version: 2, surprise: true }, { type: "new" }]);
  expect(messagesOf(newer)).toEqual([
    "1: written by a newer version (evidence version 2, this one reads up to 1): update nomous",
  ]);
  expect(decodeEvidence(newer)).toMatchObject({ isNewer: true });
});

test("names that a later version of the tool adds are passed over", () => {
  const decoded = decodeEvidence(
    sealed([
      { ...session, more: 1 },
      { ...run, more: { deep: [1] } },
    ]),
  );
  expect(decoded.ok && [decoded.evidence.session, ...decoded.evidence.runs]).toEqual([session, run]);
});

test("a line that is sealed and says something else than a record is told", () => {
  expect(messagesOf(sealed([session, { ...run, round: "1" }]))).toEqual([
    '2: round: expected a whole number, found "1"',
  ]);
  expect(messagesOf(sealed([session, { type: "pause" }]))).toEqual([
    '2: type: expected one of session, run, fault, resume, end, found "pause"',
  ]);
  expect(messagesOf(sealed([run, session]))).toEqual([
    "1: the session stands in the first line, and only there",
    "2: the session stands in the first line, and only there",
  ]);
});

const endIn = (some: readonly unknown[]): unknown => {
  const decoded = decodeEvidence(sealed(some));
  return decoded.ok ? decoded.evidence.end : undefined;
};

test("a session that went on has no end until it ends again", () => {
  const resume = { type: "resume", startedAt: "2026-11-29T07:00:00.000Z", tool: evidence.session.tool };
  const end = others.at(-1);
  expect(endIn([session, end, resume, run])).toBeNull();
  expect(endIn([session, end, resume, run, end])).toEqual(end);
});

test("what no session could have left is told and not used, for charts, terminals and documents would be made of it", () => {
  if (session?.type !== "session" || run?.type !== "run")
    throw new Error("the fixture begins with a session and a run");
  const { protocol } = session;
  const { experiment } = protocol;
  const asked = (more: object): EvidenceRecord => ({
    ...session,
    protocol: { ...protocol, experiment: { ...experiment, ...more } },
  });
  const manyRounds = { design: { ...experiment.design, looks: [1e9] as const } };
  const wrong: readonly (readonly EvidenceRecord[])[] = [
    [asked(manyRounds)],
    [asked({ id: "../../docs" })],
    [asked({ question: "\u001b[2J?" })],
    [asked({ metrics: [{ ...experiment.metrics[0], unit: "ms\n\n# Owned" }] })],
    [{ ...session, session: "x --> y" }],
    [{ ...session, startedAt: "# Owned" }],
    [session, { ...run, round: Number.MAX_SAFE_INTEGER }],
  ];
  for (const some of wrong) expect(linesOfProblems(sealRecords(some))).toEqual([some.length]);
  expect(linesOfProblems(sealRecords([session, run]))).toEqual([]);
});
