// Whether models can run here, which there are, and where text goes.
import { homedir } from "node:os";
import process from "node:process";
import type { ModelList } from "@nomous/protocol";
import { llamaVersion, lookAtLlama, machineMemory } from "@nomous/server";
import { pino } from "pino";
import { openClient } from "../bridge/connect.ts";
import { composeModels } from "../compose/compose-models.ts";
import type { Context } from "../context.ts";
import { findDrivers } from "../gpu/find-drivers.ts";
import { gpuBuilds, gpuPackages } from "../gpu/gpu-builds.ts";
import { sizeText } from "../size-text.ts";
import { findRunningBridge } from "../state/bridge-file.ts";
import type { WorkspaceFolder } from "../state/workspace-folder.ts";
import { type Check, type Finding, fail, ok, warn } from "./check.ts";

type Found = Pick<ModelList, "models" | "problems">;

export function modelChecks(context: Context, folder: WorkspaceFolder): Check[] {
  let looking: Promise<Found> | undefined;
  const found = (): Promise<Found> => (looking ??= findModels(context, folder));
  return [
    { name: "llama.cpp", look: () => llama(context) },
    { name: "memory", look: memory },
    { name: "models", look: async () => models(await found()) },
    { name: "privacy", look: async () => privacy(await found()) },
  ];
}

/** As the bridge has them when one runs; a doctor starts none. */
async function findModels(context: Context, folder: WorkspaceFolder): Promise<Found> {
  const { runtime, env } = context;
  const bridge = await findRunningBridge(folder.state);
  if (bridge === undefined) {
    const models = composeModels({ runtime, folder, env, logger: pino({ enabled: false }) });
    try {
      return await models.list(true);
    } finally {
      await models.close();
    }
  }
  const client = await openClient(context, folder, bridge.url);
  try {
    return await client.ask("models.list", { refresh: true });
  } finally {
    await client.close();
  }
}

async function llama({ runtime, env }: Context): Promise<Finding> {
  const folder = gpuPackages({ env, platform: process.platform, home: homedir() });
  const [{ gpus, failure }, drivers] = await Promise.all([lookAtLlama(runtime.clock, folder), findDrivers()]);
  if (failure !== undefined) return fail(failure, "Servers such as Ollama work without it.");
  const version = `node-llama-cpp ${llamaVersion() ?? ""}`;
  if (gpus.length > 0) return ok(`${version}, sees ${gpus.map(({ name }) => name).join(", ")}`);
  const mayHaveGpu = gpuBuilds(process.platform, process.arch).some(({ kind }) => drivers[kind] !== undefined);
  const hint = mayHaveGpu ? "; `nomous gpu` tells how a GPU could be used" : "";
  return ok(`${version}, on the CPU${hint}`);
}

const LITTLE_BYTES = 2e9;

function memory(): Finding {
  const { freeBytes, totalBytes } = machineMemory();
  const text = `${sizeText(freeBytes)} free of ${sizeText(totalBytes)}`;
  return freeBytes > LITTLE_BYTES ? ok(text) : warn(text, "Few models fit: end other programs, or use a small one.");
}

function models({ models, problems }: Found): Finding {
  const broken = models.filter(({ state }) => ["crashed", "unusable", "away"].includes(state));
  const usable = models.length - broken.length;
  const text = usable === 0 ? "none; workspace search answers without a model" : `${usable} can be used`;
  const troubles = [...broken.map(({ name, state, why }) => `${name}: ${why ?? state}`), ...problems];
  if (troubles.length === 0) return ok(text);
  return warn(`${text}, ${troubles.length} cannot`, `${troubles.slice(0, 3).join(" ")} All of it: nomous models`);
}

function privacy({ models }: Found): Finding {
  const hosts = [...new Set(models.flatMap(({ leavesTo }) => leavesTo ?? []))];
  return ok(
    hosts.length === 0
      ? "no model is elsewhere: no text leaves this machine"
      : `text leaves this machine when a model of these answers: ${hosts.join(", ")}`,
  );
}
