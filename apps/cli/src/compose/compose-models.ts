// The models of this machine: where they are found, who runs them, and what is remembered of them.
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Runtime } from "@nomous/protocol";
import {
  createCrashMarks,
  createLlamaRuntime,
  createModelConfig,
  createModels,
  createModelSearch,
  createModelServers,
  type LlamaOptions,
  loadSizes,
  machineMemory,
  type Models,
} from "@nomous/server";
import type { Logger } from "pino";
import { gpuPackages } from "../gpu/gpu-builds.ts";
import { stateHome } from "../state/state-home.ts";
import type { WorkspaceFolder } from "../state/workspace-folder.ts";

export interface ModelsOptions {
  readonly runtime: Runtime;
  readonly folder: WorkspaceFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
}

export function composeModels({ runtime, folder, env, logger }: ModelsOptions): Models {
  const user = { env, platform: process.platform, home: homedir() };
  const options: LlamaOptions = { gpuPackages: gpuPackages(user), ...contextTokens(env) };
  const search = createModelSearch(user, folder.path);
  const crashes = createCrashMarks({
    path: join(stateHome(env), "model-crashes.json"),
    stampOf: (id) => search.stampOf(id),
  });
  return createModels({
    clock: runtime.clock,
    search,
    config: createModelConfig(user),
    servers: createModelServers({ runtime, env }),
    llama: createLlamaRuntime({ runtime, crashes, logger, options }),
    crashes,
    memory: machineMemory,
    sizes: loadSizes(options),
    logger,
  });
}

/** `NOMOUS_CONTEXT`: tokens of one conversation, where a model was trained for so many. */
function contextTokens(env: NodeJS.ProcessEnv): Pick<LlamaOptions, "contextTokens"> {
  const tokens = Number(env["NOMOUS_CONTEXT"]);
  return Number.isInteger(tokens) && tokens >= 256 ? { contextTokens: tokens } : {};
}
