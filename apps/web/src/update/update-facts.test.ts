import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isClean,
  isTooOld,
  noUpdate,
  statusOf,
  stepUpdate,
  type UpdateEffect,
  type UpdateEvent,
  type UpdateFacts,
} from "./update-facts.ts";
import { newsOf, updateText } from "./update-words.ts";

const OWN = "0.1.0+aaaaaaaaaaaa";
const NEWER = "0.1.0+bbbbbbbbbbbb";
const HOUR_MS = 3_600_000;

/** What is known after all of it, and what was done. */
function after(events: readonly UpdateEvent[], from = noUpdate(OWN)): { facts: UpdateFacts; did: UpdateEffect[] } {
  const did: UpdateEffect[] = [];
  let facts = from;
  for (const event of events) {
    const [next, effects] = stepUpdate(facts, event);
    facts = next;
    did.push(...effects);
  }
  return { facts, did };
}

const here: UpdateEvent = { type: "copied", copy: "here" };
const found: UpdateEvent = { type: "found", build: NEWER };
const welcomed = (build: string, minBuild = "0.1.0", at = 0): UpdateEvent => ({
  type: "welcomed",
  build,
  minBuild,
  at,
});
const wrote = (unsent: number, isWriting = false): UpdateEvent => ({ type: "wrote", unsent, isWriting });
const shown = (at: number): UpdateEvent => ({ type: "shown", at });
const isOld = (build: string, minBuild: string): boolean =>
  isTooOld(after([welcomed(NEWER, minBuild)], noUpdate(build)).facts);
const led = (build: string, isFirst = false): UpdateEvent => ({ type: "led", build, isFirst });

describe("looking", () => {
  test("a bridge of another build is looked at once, and one of the same never", () => {
    const { did } = after([here, welcomed(OWN), welcomed(NEWER), { type: "looked" }, welcomed(NEWER)]);
    expect(did).toEqual([{ type: "look" }]);
  });

  test("a look that failed is repeated when the bridge is here again", () => {
    const { facts, did } = after([here, welcomed(NEWER), { type: "looked", error: "no" }]);
    expect(statusOf(facts)).toBe("failed");
    expect(did.length + after([welcomed(NEWER)], facts).did.length).toBe(2);
  });

  test("who comes back to the page looks at most once in an hour", () => {
    const looks = [0, HOUR_MS - 1, HOUR_MS, HOUR_MS + 1, 2 * HOUR_MS - 1, 2 * HOUR_MS].flatMap((at) => [
      shown(at),
      { type: "looked" } as const,
    ]);
    expect(after([here, ...looks]).did.length).toBe(2);
  });

  test("a page that no worker keeps comes from the bridge: a reload brings the newer one, but not a second time", () => {
    const unsupported: UpdateEvent = { type: "copied", copy: "unsupported" };
    const { facts } = after([unsupported, welcomed(NEWER)]);
    expect(statusOf(facts)).toBe("offered");
    expect(after([{ type: "accepted" }], facts).did).toEqual([{ type: "reload", build: NEWER }]);
    expect(statusOf(after([unsupported, welcomed(NEWER)], noUpdate(OWN, NEWER)).facts)).toBe("none");
    expect(after([{ type: "shown", at: HOUR_MS }], facts).did).toEqual([]);
  });
});

describe("offering", () => {
  test("a newer version waits until everything is sent and nothing is being written, and says for what", () => {
    const dirty = after([here, wrote(2), found]).facts;
    expect(statusOf(dirty)).toBe("waiting-for-clean");
    expect(newsOf(dirty)).toBeUndefined();
    expect(updateText(dirty)).toBe("A newer Nomous is here. It is offered once 2 changes are on the bridge.");
    expect(after([{ type: "accepted" }], dirty).did).toEqual([]);
    const writing = after([wrote(0, true)], dirty).facts;
    expect(updateText(writing)).toMatch(/once what is being written on this page is sent or discarded\.$/);
    const clean = after([wrote(0)], writing).facts;
    expect(newsOf(clean)).toEqual({ text: "A newer Nomous is here.", offer: "load" });
  });

  test("accepted, its worker takes over, and then this tab loads the page once", () => {
    const { facts, did } = after([here, found, { type: "accepted" }, { type: "accepted" }, led(NEWER), led(NEWER)]);
    expect(did).toEqual([{ type: "take-over" }, { type: "reload", build: NEWER }]);
    expect(statusOf(facts)).toBe("accepted");
  });

  test("another tab follows by itself when it is clean, and tells until then why it does not", () => {
    const { facts, did } = after([here, wrote(1), led(NEWER)]);
    expect(did).toEqual([]);
    expect(newsOf(facts)).toEqual({
      text: "Another tab has loaded a newer Nomous. This one follows once 1 change is on the bridge.",
      offer: undefined,
    });
    expect(after([wrote(0)], facts).did).toEqual([{ type: "reload", build: NEWER }]);
  });

  test("what was typed just before the reload stops it", () => {
    const { facts } = after([here, led(NEWER), wrote(1), { type: "held" }]);
    expect(statusOf(facts)).toBe("waiting-for-clean");
    expect(after([wrote(0)], facts).did).toEqual([{ type: "reload", build: NEWER }]);
  });

  test("the first worker of a page asks before it is followed; one of the page's own build takes over unasked", () => {
    const first = after([led(NEWER, true)]);
    expect([statusOf(first.facts), first.did]).toEqual(["offered", []]);
    const own = after([here, { type: "found", build: OWN }, led(OWN)]);
    expect([statusOf(own.facts), own.did]).toEqual(["none", [{ type: "take-over" }]]);
  });

  test("a reload that did not bring it is not repeated, and a worker that does not take over is told", () => {
    const again = after([here, led(NEWER)], noUpdate(OWN, NEWER));
    expect([statusOf(again.facts), again.did]).toEqual(["failed", []]);
    expect(statusOf(after([here, found, { type: "accepted" }, { type: "overdue" }]).facts)).toBe("failed");
    expect(statusOf(after([here, { type: "overdue" }]).facts)).toBe("none");
  });
});

describe("a page that is too old", () => {
  test("is told so only once all that waits is sent, and may always leave", () => {
    const old = after([here, wrote(3), welcomed(NEWER, "0.2.0"), { type: "looked", error: "no" }]).facts;
    expect(isTooOld(old)).toBe(true);
    expect(newsOf(old)).toBeUndefined();
    expect(newsOf(after([wrote(0)], old).facts)?.offer).toBe("leave");
    expect(newsOf(after([wrote(0), found], old).facts)?.offer).toBe("load");
  });

  test("versions are compared by their numbers, and what is none is not too old", () => {
    expect(isOld("0.9.0+ffffffffffff", "0.10.0")).toBe(true);
    expect(isOld("0.10.0+000000000000", "0.9.9")).toBe(false);
    expect(isOld("0.10.0+000000000000", "0.10.0")).toBe(false);
    for (const [build, min] of [
      ["", "1.0.0"],
      ["test", "1.0.0"],
      ["1.0.0", ""],
      ["1.0.0", "newest"],
    ] as const)
      expect([build, min, isOld(build, min)]).toEqual([build, min, false]);
  });
});

test("whatever happens, nothing is loaded while something is unsent or being written, nor unasked by the first tab", () => {
  const event: fc.Arbitrary<UpdateEvent> = fc.oneof(
    fc.constantFrom(OWN, NEWER).map((build) => welcomed(build)),
    fc.record({ type: fc.constant("shown" as const), at: fc.integer({ min: 0, max: 3 * HOUR_MS }) }),
    fc.constantFrom<UpdateEvent>(
      { type: "looked" },
      { type: "looked", error: "no" },
      { type: "lost" },
      { type: "accepted" },
      { type: "held" },
      { type: "overdue" },
      found,
      led(OWN),
      here,
      { type: "copied", copy: "none" },
    ),
    fc.record({ type: fc.constant("wrote" as const), unsent: fc.integer({ min: 0, max: 1 }), isWriting: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let facts = noUpdate(OWN);
      for (const one of events) {
        const [next, effects] = stepUpdate(facts, one);
        for (const { type } of effects) {
          if (type === "look") continue;
          expect(isClean(facts)).toBe(true);
          // No other tab has told the worker in these events.
          expect([one.type, statusOf(facts)]).toEqual(["accepted", "offered"]);
        }
        facts = next;
      }
    }),
  );
});
