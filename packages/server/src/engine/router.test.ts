import type { EngineInfo } from "@nomous/protocol";
import { expect, test } from "vitest";
import { chooseRoute } from "./router.ts";

const scripted: EngineInfo = { id: "scripted", name: "scripted engine", kind: "scripted" };
const search: EngineInfo = { id: "workspace", name: "workspace search (no model)", kind: "search" };
const model: EngineInfo = { id: "llama/x", name: "Llama X", kind: "model" };

test("the engine that was asked for is taken, and no other in its place", () => {
  expect(chooseRoute([search, scripted], "scripted")).toMatchObject({
    engine: "scripted",
    reason: "because it was asked for",
    refused: [],
  });
  expect(chooseRoute([search, scripted], "llama/x")).toBeUndefined();
});

test("else the first is taken, and the reason says what is missing", () => {
  expect(chooseRoute([model, search, scripted])).toMatchObject({ engine: "llama/x" });
  expect(chooseRoute([search, scripted])).toMatchObject({
    engine: "workspace",
    name: "workspace search (no model)",
    reason: "because no model is connected",
  });
});

test("the scripted engine stands in for nobody, unless it is alone", () => {
  expect(chooseRoute([scripted, search])).toMatchObject({
    engine: "workspace",
    refused: [{ engine: "scripted", reason: "answers only when it is asked for" }],
  });
  expect(chooseRoute([scripted])).toMatchObject({
    engine: "scripted",
    reason: "because there is no other engine here",
  });
  expect(chooseRoute([])).toBeUndefined();
});
