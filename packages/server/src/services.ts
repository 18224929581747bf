// What stands behind the connections: commands, queries and the answers that are being written. Starting takes up what the
// last run left, before anyone can read it.
import type { Actor, ClientId, Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import { createCommandExecutor } from "./command/command-executor.ts";
import { createCommandTable } from "./command/command-table.ts";
import type { Effect } from "./command/decision.ts";
import type { Handlers } from "./connection/handlers.ts";
import { Conversations } from "./conversation/conversations.ts";
import { purgeDeleted } from "./conversation/purge.ts";
import { TurnSearch } from "./conversation/turn-search.ts";
import type { Engine } from "./engine/engine.ts";
import { createModelServerProbe, type ModelServerProbe } from "./engine/model-servers.ts";
import { engineRequest } from "./generation/engine-request.ts";
import type { GenerationObserver } from "./generation/generation-observer.ts";
import { createGenerations, type Generations } from "./generation/generations.ts";
import { endInterrupted } from "./generation/recovery.ts";
import { createQueryExecutor } from "./query/query-executor.ts";
import { type Storage, StorageError } from "./storage/storage.ts";
import type { Journal } from "./stream/journal.ts";
import { createWorkspaceQueries } from "./workspace/workspace-queries.ts";
import type { WorkspaceSource } from "./workspace/workspace-source.ts";

export interface ServicesParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly storage: Storage;
  /** In the order in which the router prefers them. */
  readonly engines: readonly Engine[];
  readonly workspace: WorkspaceSource;
  readonly logger: Logger;
  /** Name of the person that works here. */
  readonly person: string;
  readonly observer?: GenerationObserver;
  readonly modelServers?: ModelServerProbe;
}

export interface Services {
  readonly handlers: Handlers;
  /** Ends generations as `interrupted`; resolves when all is saved. Commands come no more before it is called. */
  stop(): Promise<void>;
}

/** What the bridge does by itself is done by no client's key. */
const BRIDGE = "A".repeat(22) as ClientId;

/** A hit shows about 500 bytes, and a reply is one frame. */
const MAX_HITS = 200;

export async function startServices(parts: ServicesParts): Promise<Services> {
  const { runtime, journal, storage, engines, workspace, logger, observer } = parts;
  const conversations = new Conversations(journal);
  await endInterrupted({ runtime, journal, storage, logger });
  await purge(parts, conversations);

  const quoting = new Set(engines.filter(({ kind }) => kind === "search").map(({ id }) => id));
  const search = new TurnSearch(conversations, quoting);
  const generations = createGenerations(
    {
      runtime,
      journal,
      logger,
      observer,
      prepare: (generation) => engineRequest({ journal, conversations, search }, generation),
    },
    engines,
  );
  const commands = createCommandExecutor({
    runtime,
    journal,
    run: storage.run,
    table: createCommandTable(journal, conversations, engines),
    logger,
    begin: (effect) => begin(generations, effect),
  });
  const modelServers = parts.modelServers ?? createModelServerProbe(runtime);
  const answer = createQueryExecutor(
    {
      ...createWorkspaceQueries({ clock: runtime.clock, workspace, engines, modelServers }),
      "conversation.search": async ({ text, limit }) => ({
        hits: await search.search(text, Math.min(limit, MAX_HITS)),
      }),
    },
    logger,
  );
  return {
    handlers: { command: (caller, command) => commands.execute(caller, command), ask: answer },
    async stop() {
      await commands.idle();
      await generations.stop();
    },
  };
}

function begin(generations: Generations, effect: Effect): void {
  switch (effect.type) {
    case "generation.start":
      generations.start(effect.generation);
      break;
    case "generation.cancel":
      generations.cancel(effect.answer);
      break;
  }
}

/** Old tombstones can wait for the next start; they are no reason not to start. */
async function purge({ runtime, journal, logger, person }: ServicesParts, conversations: Conversations): Promise<void> {
  const actor: Actor = { person, client: BRIDGE };
  try {
    const count = await purgeDeleted(journal, conversations, runtime.clock.now(), actor);
    if (count > 0) logger.info({ count }, "conversations that were deleted 30 days ago were removed");
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logger.warn({ code: error.code }, "deleted conversations could not be removed");
  }
}
