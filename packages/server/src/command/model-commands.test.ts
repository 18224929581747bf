import { newCommandId, type ModelList, type Runtime } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { ModelError, type Models } from "../model/models.ts";
import { openServices } from "../services-fixture.ts";

const runtime: Runtime = { clock: new FakeClock(), random: createSeededRandom(1) };

const list = async (): Promise<Omit<ModelList, "chain">> => ({
  revision: 1,
  models: [],
  problems: [],
  searched: [],
  memory: { totalBytes: 2, freeBytes: 1 },
  gpus: [],
  at: 0,
});

/** A machine's list that holds one model and notes what is done to it. */
function machine(): { models: Models; done: string[] } {
  const done: string[] = [];
  const act = (what: string) => async (id: string | null) => {
    if (id === "gone") throw new ModelError("not-found", "There is no such model.");
    done.push(`${what} ${id}`);
  };
  const models: Models = {
    list,
    candidates: async () => [],
    defaultModel: async () => undefined,
    find: async () => undefined,
    chat: () => undefined,
    embedding: async () => ({ id: "e", embed: async (texts) => texts.map(() => [1]) }),
    load: act("load"),
    unload: act("unload"),
    forgive: act("forgive"),
    use: act("use"),
    add: async ({ target }) => act("add")(target),
    remove: act("remove"),
    state: () => ({ revision: 1, runs: [] }),
    watch: () => () => undefined,
    close: async () => void done.push("close"),
  };
  return { models, done };
}

test("[C11] a command about a model is answered when it was carried out, and repeating it gets the same answer", async () => {
  const { models, done } = machine();
  const bridge = await openServices(runtime, { models });
  const id = newCommandId(runtime);
  const first = await bridge.send("model.load", { model: "m" }, id);
  expect(first).toMatchObject({ status: "applied" });
  expect(done.splice(0)).toEqual(["load m"]);
  expect(await bridge.send("model.load", { model: "m" }, id)).toEqual(first);
  done.length = 0;
  await bridge.send("model.unload", { model: "m" });
  await bridge.send("model.forgive", { model: "m" });
  await bridge.send("model.use", { model: null });
  await bridge.send("model.add", { target: "/models" });
  await bridge.send("model.remove", { model: "m" });
  expect(done).toEqual(["unload m", "forgive m", "use null", "add /models", "remove m"]);
  await bridge.services.stop();
  expect(done.at(-1)).toBe("close");
});

test("a model that is not there is a refusal with its reason, and so is a bridge without models", async () => {
  const { models } = machine();
  const bridge = await openServices(runtime, { models });
  expect(await bridge.send("model.load", { model: "gone" })).toMatchObject({
    status: "rejected",
    error: { code: "not-found", message: "There is no such model." },
  });
  const bare = await openServices(runtime);
  expect(await bare.send("model.load", { model: "m" })).toMatchObject({
    status: "rejected",
    error: { code: "not-supported" },
  });
  expect(await bare.ask("models.list", {})).toMatchObject({ error: { message: "This bridge runs no models." } });
});

test("the list comes with the order in which engines are tried, and texts with their vectors", async () => {
  const bridge = await openServices(runtime, machine());
  expect(await bridge.ask("models.list", {})).toMatchObject({
    result: { revision: 1, chain: [{ engine: "scripted", outcome: "taken" }] },
  });
  expect(await bridge.ask("models.embed", { model: "e", texts: ["a", "b"] })).toMatchObject({
    result: { vectors: [[1], [1]] },
  });
});
