// The model that is measured: a file in a llama.cpp process of its own, as the bridge runs it, or a server. What else this machine has is
// neither looked for nor asked, and nothing is remembered.
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import {
  createLlamaRuntime,
  createModelConfig,
  createModels,
  createModelSearch,
  createModelServers,
  loadSizes,
  machineMemory,
  type Models,
} from "@nomous/server";
import { pino } from "pino";
import type { Context } from "../../context.ts";
import { gpuPackages } from "../../gpu/gpu-builds.ts";
import { deadTarget } from "../dead-target.ts";
import type { ModelValues } from "./model-probe.ts";

type Servers = ReturnType<typeof createModelServers>;
export type ChatModel = ReturnType<Servers["chat"]>;

export interface OpenedModel {
  readonly chat: ChatModel;
  /** Bytes that its process had at most so far; `undefined` for a server. */
  peakBytes(): number | undefined;
  close(): Promise<void>;
}

/** Rejects with a `CliError` when there is no model. It is not loaded yet. */
export function openModel(values: ModelValues, context: Context): Promise<OpenedModel> {
  return /^https?:\/\//.test(values.model) ? openServed(values, context) : openFile(values, context);
}

async function openServed(values: ModelValues, { runtime, env }: Context): Promise<OpenedModel> {
  const { model: url, name } = values;
  const keyVariable = values["key-variable"];
  const servers = createModelServers({ runtime, env: { ...env, NOMOUS_SERVERS: "" } });
  const address = { url, isAdded: true, ...(keyVariable !== "" && { keyVariable }) };
  const [server] = await servers.probe([address]);
  if (server === undefined) throw deadTarget(`${url} does not answer`, "start the server or correct --model");
  const { problem, models } = server;
  if (problem !== undefined) throw deadTarget(`${url} ${problem.reason}`, problem.remedy.replace(/\.$/, ""));
  const chats = models.filter(({ kind }) => kind === "chat");
  const found = name === "" ? chats : chats.filter((model) => model.name === name);
  const [model, second] = found;
  const names = chats.map((chat) => chat.name).join(", ");
  if (model === undefined) throw deadTarget(`${url} has no chat model ${name}`.trimEnd(), `it has ${names || "none"}`);
  if (second !== undefined)
    throw deadTarget(`${url} has ${chats.length} chat models`, `say which with --name: ${names}`);
  return { chat: servers.chat(model), peakBytes: () => undefined, close: () => Promise.resolve() };
}

/** Keeps no mark of a crash: it fails this run, and says nothing about the next. */
const NO_CRASHES = {
  get: () => undefined,
  mark: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

async function openFile(values: ModelValues, context: Context): Promise<OpenedModel> {
  const path = resolve(context.cwd, values.model);
  const models = composeModels(values, context);
  const id = await models.find(path);
  const chat = id === undefined ? undefined : models.chat(id);
  if (chat === undefined) {
    const { models: listed, problems } = await models.list(false);
    await models.close();
    const why = listed.find((model) => model.id === id)?.why ?? problems[0] ?? "there is no model file";
    throw deadTarget(`${path} cannot be used. ${why.replace(/\.$/, "")}`, "give a GGUF file of a chat model");
  }
  let peak = 0;
  const look = (): number =>
    (peak = Math.max(peak, ...models.state().runs.map(({ processBytes = 0 }) => processBytes)));
  const stopWatching = models.watch(look);
  return {
    chat,
    peakBytes: look,
    async close() {
      stopWatching();
      await models.close();
    },
  };
}

/** The models of a machine that has nothing but the file which is named. */
function composeModels(values: ModelValues, { runtime, env }: Context): Models {
  const { platform } = process;
  const options = {
    contextTokens: values.context,
    slots: 1,
    gpuPackages: gpuPackages({ env, platform, home: homedir() }),
    ...(values.threads > 0 && { threads: values.threads }),
  };
  const nobody = { env: {}, platform, home: join(tmpdir(), "nomous-nobody") };
  return createModels({
    clock: runtime.clock,
    search: createModelSearch(nobody, nobody.home),
    config: createModelConfig(nobody),
    servers: createModelServers({ runtime, env: { NOMOUS_SERVERS: "" } }),
    llama: createLlamaRuntime({ runtime, crashes: NO_CRASHES, options }),
    crashes: NO_CRASHES,
    memory: machineMemory,
    sizes: loadSizes(options),
    logger: pino({ enabled: false }),
  });
}
