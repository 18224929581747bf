import { describe, expect, test } from "vitest";
import { checkLedger, type LedgerEntry } from "./ledger.ts";
import { createSeededRandom } from "./seeded-random.ts";

// A bridge in miniature: numbers items, saves them in batches, vouches for them, shows them to a reader, dies now and
// then. Each of its ways to be broken is rarer than one in 10⁵.
type Break = "none" | "drops" | "drops before numbering" | "repeats" | "acknowledges before commit" | "applies twice";

const RARE = 1e-5;
const ITEMS = 150_000;

function runBridge(kind: Break, seed: number): LedgerEntry[] {
  const random = createSeededRandom(seed);
  const isBroken = (way: Break): boolean => kind === way && random.chance(RARE);
  const entries: LedgerEntry[] = [{ type: "reader.started", reader: "r", sid: "s", after: 0 }];
  const saved: string[] = [];
  let pending: string[] = [];
  const commit = (): void => {
    for (const content of pending) {
      const seq = saved.push(content);
      if (kind !== "acknowledges before commit") entries.push({ type: "item.acknowledged", sid: "s", seq, content });
      const shown: LedgerEntry = { type: "reader.applied", reader: "r", sid: "s", seq, content };
      if (!isBroken("drops")) entries.push(shown);
      if (isBroken("repeats")) entries.push(shown);
    }
    pending = [];
  };
  for (let i = 0; i < ITEMS; i += 1) {
    const content = String(i);
    entries.push({ type: "text.produced", sid: "s", text: content });
    if (!isBroken("drops before numbering")) {
      pending.push(content);
      const seq = saved.length + pending.length;
      if (kind === "acknowledges before commit") entries.push({ type: "item.acknowledged", sid: "s", seq, content });
    }
    if (random.chance(0.05)) commit();
    if (i % 50_000 === 49_999) {
      // It dies, and what was not saved is made again; a client repeats the command that it has no answer to.
      if (kind === "acknowledges before commit") pending = pending.map((text) => `${text}, made again`);
      const id = `command ${i}`;
      entries.push({ type: "command.acknowledged", id, status: "applied", at: i }, { type: "effect", id });
      if (kind === "applies twice" && i > ITEMS / 2) entries.push({ type: "effect", id });
    }
  }
  commit();
  saved.forEach((content, i) => entries.push({ type: "log.item", sid: "s", seq: i + 1, content, text: content }));
  entries.push({ type: "log.done", sid: "s" }, { type: "reader.caught-up", reader: "r", sid: "s" });
  return entries;
}

const codes = (entries: Iterable<LedgerEntry>): Set<string> => new Set(checkLedger(entries).map(({ code }) => code));

describe("bridges that are broken once in 100,000 items", () => {
  test.for<[Break, string]>([
    ["drops", "gap"],
    ["drops before numbering", "other-text"],
    ["repeats", "repeated"],
    ["acknowledges before commit", "changed"],
    ["applies twice", "two-effects"],
  ])("one that %s is caught", ([kind, code]) => {
    expect(codes(runBridge(kind, 1))).toContain(code);
  });

  test("a whole one balances", () => {
    expect(checkLedger(runBridge("none", 1))).toEqual([]);
  });
});

const item = (seq: number, content = "x"): LedgerEntry => ({ type: "log.item", sid: "s", seq, content });
const applied = (seq: number, content = "x"): LedgerEntry => ({
  type: "reader.applied",
  reader: "r",
  sid: "s",
  seq,
  content,
});
const answer = (status: string, at = 1): LedgerEntry => ({ type: "command.acknowledged", id: "c", status, at });
const effect: LedgerEntry = { type: "effect", id: "c" };
const started = (after: number): LedgerEntry => ({ type: "reader.started", reader: "r", sid: "s", after });
const produced = (text: string): LedgerEntry => ({ type: "text.produced", sid: "s", text });
const done: LedgerEntry = { type: "log.done", sid: "s" };

describe("each promise by itself", () => {
  test.for<[string, LedgerEntry[], string[]]>([
    ["an acknowledged item is not in the log", [{ ...item(1), type: "item.acknowledged" } as LedgerEntry], ["lost"]],
    ["the log has a hole", [item(1), item(3)], ["numbering"]],
    ["a reader skips", [item(1), item(2), applied(2)], ["gap"]],
    ["a reader applies twice", [item(1), applied(1), applied(1)], ["repeated"]],
    ["a reader saw something else", [item(1), applied(1, "y")], ["changed"]],
    ["a reader saw what is gone", [applied(1)], ["lost"]],
    ["a reader never catches up", [item(1), { type: "reader.caught-up", reader: "r", sid: "s" }], ["behind"]],
    ["an applied command left no trace", [answer("applied")], ["no-effect"]],
    ["a rejected command left a trace", [answer("rejected"), effect], ["effect-of-refused"]],
    ["a command was answered in two ways", [answer("applied", 1), answer("applied", 2), effect], ["two-answers"]],
    ["a command that nobody knows the fate of worked twice", [effect, effect], ["two-effects"]],
    ["a command that nobody knows the fate of worked once", [effect], []],
    ["a reader was told to start again", [item(1), applied(1), started(0), applied(1)], []],
    ["a text was ended early", [produced("ab"), { ...item(1, "a"), text: "a" } as LedgerEntry], []],
    ["a text was done early", [produced("ab"), { ...item(1, "a"), text: "a" } as LedgerEntry, done], ["other-text"]],
  ])("%s", ([, entries, expected]) => {
    expect([...codes(entries)]).toEqual(expected);
  });
});
