import type { ContextReport, Route } from "@nomous/client";
import { expect, test } from "vitest";
import { engineOptions } from "../model/engines.ts";
import { modelList, tinyModel } from "../model/model-fixture.ts";
import { composerNotes, isImage, sendObstacle } from "./composer-notes.ts";

const engines = {
  options: engineOptions(
    modelList([tinyModel({ id: "llama/1", name: "Tiny" }), tinyModel({ id: "server/v", name: "Seer", canSee: true })]),
    [{ id: "workspace", name: "workspace search (no model)", kind: "search" }],
  ),
  taken: { engine: "llama/1", name: "Tiny", reason: "because it is loaded" },
};
const route = (change: Partial<Route> = {}): Route => ({
  engine: "llama/1",
  name: "Tiny",
  reason: "because it is loaded",
  refused: [],
  ...change,
});
const withImage = (engine?: string) => ({
  text: "what is this?",
  attachments: [{ path: "a/photo.PNG" }, { path: "b.ts" }],
  settings: engine === undefined ? {} : { engine },
});

test("images are known by their names", () => {
  expect(["a.png", "a.JPEG", "a.webp", "a.svg", "png"].map(isImage)).toEqual([true, true, true, false, false]);
});

test("an image for a model that cannot see stands in the way, whoever chose the model", () => {
  const why = "Tiny cannot see images. Detach a/photo.PNG, or choose a model that can, such as Seer.";
  expect(sendObstacle(withImage("llama/1"), engines, undefined)).toEqual({ short: "image not seen", why });
  expect(sendObstacle(withImage(), engines, undefined)?.why).toBe(why);
  expect(sendObstacle(withImage(), engines, { route: route({ engine: "workspace" }), context: null })?.why).toMatch(
    /^workspace search \(no model\) cannot see/,
  );
  expect(sendObstacle(withImage("server/v"), engines, undefined)).toBeUndefined();
});

test("a model that nobody knows is not judged: the bridge will", () => {
  expect(sendObstacle(withImage("llama/gone"), engines, undefined)).toBeUndefined();
});

test("what was asked for and would be refused is told with its remedy, and so is where the text goes", () => {
  const refused = [
    { engine: "llama/2", name: "Large", reason: "needs 46 GB, 19 GB are free", remedy: "Close something." },
  ];
  expect(
    composerNotes({ engine: "llama/2" }, { route: route({ refused, leavesTo: "far.example" }), context: null }),
  ).toEqual([
    "Large needs 46 GB, 19 GB are free; Tiny would answer. Close something.",
    "text leaves this machine: far.example",
  ]);
  expect(composerNotes({}, { route: route({ refused }), context: null })).toEqual([]);
});

test("what stays out of the context is named before it is sent", () => {
  const context: ContextReport = {
    size: 100,
    isExact: true,
    sections: [{ kind: "turns", label: "3 turns on this branch", tokens: 60 }],
    reserved: 20,
    dropped: [{ kind: "turns", label: "2 turns of the beginning", tokens: 50 }],
  };
  expect(composerNotes({}, { route: route(), context })).toEqual(["Stays out: 2 turns of the beginning"]);
});
