// The same over the real llama.cpp: what it does shows in the list.
import { systemRuntime } from "@nomous/client";
import { makeTinyGguf } from "@nomous/testkit";
import { pino } from "pino";
import { expect, test } from "vitest";
import { ask, collect, NEVER } from "../../llama/llama-fixture.ts";
import { createLlamaRuntime } from "../../llama/llama-runtime.ts";
import { createModelServers } from "../../openai/create-model-servers.ts";
import { createCrashMarks } from "../config/crash-marks.ts";
import { createModelConfig } from "../config/model-config.ts";
import { makeMachine } from "../machine-fixture.ts";
import { createModelSearch } from "../search/model-search.ts";
import { createModels } from "./create-models.ts";
import { machineMemory } from "./machine-memory.ts";

const PHRASE = "Hello from a model that was found and never asked for.";

test("a file in the workspace is found, answers, is loaded then, and is preferred", async () => {
  await using machine = await makeMachine("darwin");
  const path = await machine.write("harbor/models/tiny.gguf", makeTinyGguf({ phrase: PHRASE }).file);
  const search = createModelSearch(machine.user, machine.workspace);
  const crashes = createCrashMarks({ path: machine.at("crashes.json"), stampOf: search.stampOf });
  const sizes = { contextTokens: 512, slots: 1, threads: 1, batchTokens: 512 };
  const models = createModels({
    clock: systemRuntime.clock,
    search,
    config: createModelConfig(machine.user),
    crashes,
    llama: createLlamaRuntime({ runtime: systemRuntime, crashes, options: sizes }),
    servers: createModelServers({
      runtime: systemRuntime,
      env: {},
      ports: { ollama: 9, lmStudio: 9, llamaServer: 9, vllm: 9 },
    }),
    memory: machineMemory,
    sizes,
    logger: pino({ level: "silent" }),
  });
  try {
    const [found] = (await models.list(false)).models;
    expect(found).toMatchObject({ path, state: "ready" });
    const id = found?.id ?? "";
    const chat = models.chat(id);
    if (chat === undefined) throw new Error("It cannot be asked.");
    const answer = await collect(chat.chat(ask(systemRuntime, "Hello?"), NEVER));
    expect(answer.text.trim()).toBe(PHRASE);
    expect((await models.list(false)).models).toMatchObject([{ id, state: "loaded" }]);
    expect(await models.candidates()).toMatchObject([{ id, merit: "because it is loaded" }]);
    await models.unload(id);
    expect((await models.list(false)).models).toMatchObject([{ id, state: "ready" }]);
  } finally {
    await models.close();
  }
});
