// The one place that joins server, lab and engines into a bridge.
import { personName, startWorkspaceIndex } from "@nomous/lab";
import type { Runtime } from "@nomous/protocol";
import {
  createEngines,
  createFilePairingSecrets,
  createModelEngine,
  createScriptedEngine,
  createSqliteStorage,
  createWorkerMerger,
  createWorkspaceEngine,
  type DocumentDesk,
  type Retriever,
  type RunningServer,
  ServerError,
  startServer,
  type Storage,
  StorageError,
  type WorkspaceSource,
} from "@nomous/server";
import type { Logger } from "pino";
import { CliError } from "../cli-error.ts";
import { busyPort } from "../state/busy-port.ts";
import { findPortHolder } from "../state/port-holder.ts";
import type { ModelWishes } from "../models/model-wishes.ts";
import { configHome } from "../state/config-home.ts";
import type { WorkspaceFolder } from "../state/workspace-folder.ts";
import { createConflictMirror } from "./conflict-mirror.ts";
import { composeModels } from "./compose-models.ts";
import { createDocumentDesk } from "./document-desk.ts";
import { createDocumentSource } from "./document-source.ts";
import { createExperimentJobs } from "./experiment-jobs.ts";
import { LabThread } from "./lab/lab-thread.ts";
import { createRetriever } from "./retriever.ts";
import { storageRefusal } from "./storage-refusal.ts";
import { createTraceDesk } from "./trace-desk.ts";
import { createVerifyKind } from "./verify-jobs.ts";
import { findWebRoot } from "./web-root.ts";
import { createWorkspaceSource } from "./workspace-source.ts";

export interface BridgeOptions {
  readonly runtime: Runtime;
  readonly folder: WorkspaceFolder;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly build: string;
  /** The person's, with `NOMOUS_MODEL` and the keys of model servers in it. */
  readonly env: NodeJS.ProcessEnv;
  /** What `--model` names, and what `NOMOUS_MODEL` does: an absolute path, or a name as a person writes it. */
  readonly models: ModelWishes;
  /** Called once the database is ours: a log has one writer too. */
  readonly openLog: () => Logger;
}

export interface ComposedBridge {
  readonly status: "started";
  readonly url: string;
  readonly port: number;
  /** Drains, saves and lets go of the database. */
  close(): Promise<void>;
}

/** Another process works with this database; `error` says which. */
export interface Locked {
  readonly status: "locked";
  readonly error: CliError;
}

/** Starts a bridge for the folder, or says that another process has it. Other obstacles are thrown as `CliError`. */
export async function composeBridge(options: BridgeOptions): Promise<ComposedBridge | Locked> {
  const { folder, runtime, port } = options;
  const storage = await openStorage(folder, runtime);
  if ("error" in storage) return storage;
  const workspace = { root: folder.path, name: folder.name };
  const index = startWorkspaceIndex({ workspace, elapsed: () => runtime.clock.elapsed() });
  const desk = createDocumentDesk(workspace, runtime, configHome(options.env));
  const lab = new LabThread({ workspace, runtime, build: options.build, environment: options.env });
  const closeParts = (): Promise<unknown> => Promise.all([index.close(), desk.close(), lab.close()]);
  const source = createWorkspaceSource(workspace, index);
  const parts = { workspace: source, retriever: createRetriever(index), desk, lab };
  try {
    const server = await listen(options, storage, parts);
    return {
      status: "started",
      url: server.url,
      port: server.port,
      async close() {
        await server.close();
        await closeParts();
      },
    };
  } catch (error) {
    await Promise.all([storage.close(), closeParts()]);
    throw obstacle(error, port);
  }
}

interface WorkspaceParts {
  readonly workspace: WorkspaceSource;
  readonly retriever: Retriever;
  readonly desk: DocumentDesk;
  readonly lab: LabThread;
}

async function listen(
  { runtime, folder, port, build, env, models: wishes, openLog }: BridgeOptions,
  storage: Storage,
  { workspace, retriever, desk, lab }: WorkspaceParts,
): Promise<RunningServer> {
  const webRoot = findWebRoot();
  const logger = openLog();
  const files = { root: folder.path, name: folder.name };
  const experiments = createExperimentJobs(lab);
  const models = composeModels({ runtime, folder, env, logger });
  return startServer({
    runtime,
    storage,
    engines: createEngines({
      always: [createWorkspaceEngine({ retriever, workspace }), createScriptedEngine(runtime)],
      models,
      toEngine: (model) => createModelEngine(model, { retriever, workspace, runtime }),
      ...wishes,
    }),
    models,
    workspace,
    documents: {
      source: createDocumentSource(files, runtime),
      desk,
      trace: createTraceDesk(lab),
      conflicts: createConflictMirror(lab),
      merger: createWorkerMerger,
    },
    jobs: { kinds: [experiments.kind, createVerifyKind(lab)] },
    experiments: experiments.desk,
    pairing: createFilePairingSecrets(folder.state, runtime.clock),
    port,
    ...(webRoot === undefined ? {} : { webRoot }),
    person: await personName(folder.path),
    build,
    logger,
  });
}

async function openStorage({ state }: WorkspaceFolder, runtime: Runtime): Promise<Storage | Locked> {
  try {
    return await createSqliteStorage({ directory: state, runtime });
  } catch (error) {
    const refusal = storageRefusal(error);
    const isLocked = error instanceof StorageError && error.code === "locked";
    if (isLocked && refusal instanceof CliError) return { status: "locked", error: refusal };
    throw refusal;
  }
}

function obstacle(error: unknown, port: number): unknown {
  if (error instanceof ServerError) return busyPort(port, findPortHolder(port));
  return storageRefusal(error);
}
