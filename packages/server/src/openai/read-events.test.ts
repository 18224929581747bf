import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import { readEvents, type ServerEvent } from "./read-events.ts";
import { ThinkSplitter } from "./think-splitter.ts";

const CASES = Number(process.env["NOMOUS_FUZZ_CASES"] ?? 300);

async function* cut(bytes: Uint8Array, random: SeededRandom): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const to = at + random.between(1, random.pick([1, 3, 40, 4_000]));
    yield bytes.subarray(at, to);
    at = to;
  }
}

async function eventsOf(bytes: AsyncIterable<Uint8Array>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(bytes)) events.push(event);
  return events;
}

const PIECES = ["plain", "zwölf", "日本語", "👩‍👩‍👧", "a: b", " ", "{}", "\u2028", "x".repeat(5_000)];

/** A stream of events in all the ways to write them, and what it says. */
function makeStream(random: SeededRandom): { bytes: Uint8Array; events: ServerEvent[] } {
  const events: ServerEvent[] = [];
  let text = random.chance(0.2) ? "\uFEFF" : "";
  for (let count = random.between(1, 12); count > 0; count -= 1) {
    const end = random.pick(["\n", "\r\n", "\r"]);
    const lines = Array.from({ length: random.between(1, 2) }, () => random.pick(PIECES));
    const name = random.chance(0.2) ? "error" : undefined;
    if (random.chance(0.3)) text += `: keep-alive${end}${random.chance(0.5) ? end : ""}`;
    if (name !== undefined) text += `event: ${name}${end}`;
    text += `${lines.map((line) => `data: ${line}${end}`).join("")}${end}`;
    events.push({ event: name, data: lines.join("\n") });
  }
  return { bytes: Buffer.from(text), events };
}

test(`events are the same wherever the bytes are cut (${CASES} streams)`, async () => {
  for (let seed = 0; seed < CASES; seed += 1) {
    const random = createSeededRandom(seed);
    const { bytes, events } = makeStream(random);
    expect({ seed, events: await eventsOf(cut(bytes, random)) }).toEqual({ seed, events });
  }
});

test("what is left when the stream ends is no event", async () => {
  const bytes = Buffer.from("data: whole\n\ndata: half");
  expect(await eventsOf(cut(bytes, createSeededRandom(1)))).toEqual([{ event: undefined, data: "whole" }]);
});

test("a line without end stops the reading at its bound, however it is cut", async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("data: first\n\ndata: ");
    for (;;) {
      given += 65_536;
      yield Buffer.alloc(65_536, "x");
    }
  }
  const events: ServerEvent[] = [];
  const reading = (async () => {
    for await (const event of readEvents(endless())) events.push(event);
  })();
  await expect(reading).rejects.toThrow("sent a line of more than 1 MiB");
  expect(events).toEqual([{ event: undefined, data: "first" }]);
  expect(given).toBeLessThan(1_200_000);
});

interface Said {
  readonly reasoning: string;
  readonly text: string;
}

function split(pieces: readonly string[]): Said {
  const splitter = new ThinkSplitter();
  const parts = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
  const join = (type: string): string => parts.flatMap((part) => (part.type === type ? [part.text] : [])).join("");
  return { reasoning: join("reasoning"), text: join("text") };
}

const ANSWERS: readonly [string, Said][] = [
  ["<think>a</think>b", { reasoning: "a", text: "b" }],
  [
    " \n<think>\na < b </thin </think>\n\n  b <think>c</think>",
    { reasoning: "\na < b </thin ", text: "b <think>c</think>" },
  ],
  ["<think></think>b", { reasoning: "", text: "b" }],
  ["<think>never ends </thi", { reasoning: "never ends </thi", text: "" }],
  ["<think>a</think> \n", { reasoning: "a", text: "" }],
  ["<thinking>is another word", { reasoning: "", text: "<thinking>is another word" }],
  ["  <thi", { reasoning: "", text: "  <thi" }],
  ["\n\n plain", { reasoning: "", text: "\n\n plain" }],
  [`${" ".repeat(500)}<think>late`, { reasoning: "", text: `${" ".repeat(500)}<think>late` }],
];

test("thoughts at the beginning of an answer are told apart, wherever it is cut", () => {
  for (const [answer, said] of ANSWERS) {
    expect([answer, split([answer])]).toEqual([answer, said]);
    expect([answer, split(answer.split(""))]).toEqual([answer, said]);
    for (let at = 1; at < answer.length; at += 1)
      expect([answer, at, split([answer.slice(0, at), answer.slice(at)])]).toEqual([answer, at, said]);
  }
});
