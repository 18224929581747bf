import { expect, test } from "vitest";
import { type Candidate, chooseRoute, explainChain, type Wish } from "./router.ts";

const search: Candidate = {
  id: "workspace",
  name: "workspace search (no model)",
  kind: "search",
  merit: "because it is left",
};
const scripted: Candidate = { id: "scripted", name: "scripted engine", kind: "scripted" };
const loaded: Candidate = { id: "llama/x", name: "Llama X", kind: "model", merit: "because it is loaded" };
const large: Candidate = {
  id: "llama/y",
  name: "Llama Y",
  kind: "model",
  merit: "because it is the largest that fits",
  obstacle: { reason: "needs 46 GB, 19 GB are free", remedy: "Close something." },
};
const remote: Candidate = { id: "server/far/z", name: "z", kind: "model", leavesTo: "far.example" };
const all = [loaded, large, remote, search, scripted];
const wish = (engine: string): Wish => ({ engine, reason: "because it was asked for" });

test("[A4] the engine that was asked for is taken, also one that offers itself to nobody, and it is told where the text goes", () => {
  expect(chooseRoute(all, [wish("scripted")])).toEqual({
    engine: "scripted",
    name: "scripted engine",
    reason: "because it was asked for",
    refused: [],
  });
  expect(chooseRoute(all, [wish("server/far/z")])).toMatchObject({ engine: "server/far/z", leavesTo: "far.example" });
});

test("the strongest wish comes first, and then the order of preference", () => {
  expect(chooseRoute(all, [wish("workspace"), wish("llama/x")])).toMatchObject({ engine: "workspace" });
  expect(chooseRoute(all, [])).toMatchObject({ engine: "llama/x", reason: "because it is loaded" });
});

test("one that cannot answer is passed over, with its reason and what to do about it", () => {
  expect(chooseRoute(all, [wish("llama/y")])).toEqual({
    engine: "llama/x",
    name: "Llama X",
    reason: "because it is loaded",
    refused: [
      { engine: "llama/y", name: "Llama Y", reason: "needs 46 GB, 19 GB are free", remedy: "Close something." },
    ],
  });
});

test("what was tried for this answer is not tried again", () => {
  const tried = [{ engine: "llama/x", name: "Llama X", reason: "crashed" }];
  expect(chooseRoute([loaded, search], [wish("llama/x")], tried)).toMatchObject({
    engine: "workspace",
    refused: tried,
  });
  expect(chooseRoute([loaded], [], tried)).toBeUndefined();
});

test("[A4] a model on another machine is not chosen by itself, not even when it is all there is", () => {
  expect(chooseRoute([remote, search], [])).toMatchObject({ engine: "workspace" });
  expect(chooseRoute([remote], [])).toBeUndefined();
});

test("nobody offers itself: there is no route", () => {
  expect(chooseRoute([scripted, remote], [])).toBeUndefined();
  expect(chooseRoute([], [wish("llama/x")])).toBeUndefined();
});

test("the chain tells each engine once, in order, and what becomes of it", () => {
  expect(explainChain([large, loaded, search, scripted], [wish("llama/x")])).toEqual([
    { engine: "llama/x", name: "Llama X", outcome: "taken", reason: "because it was asked for" },
    {
      engine: "llama/y",
      name: "Llama Y",
      outcome: "refused",
      reason: "needs 46 GB, 19 GB are free",
      remedy: "Close something.",
    },
    { engine: "workspace", name: "workspace search (no model)", outcome: "later", reason: "because it is left" },
  ]);
});
