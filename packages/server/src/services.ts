// What stands behind the connections: commands, queries and the answers that are being written. Starting takes up what the
// last run left, before anyone can read it.
import type { Actor, ClientId, Runtime, SystemSample } from "@nomous/protocol";
import type { Logger } from "pino";
import { createCommandExecutor } from "./command/command-executor.ts";
import { createCommandTable } from "./command/command-table.ts";
import type { Effect } from "./command/decision.ts";
import type { Handlers } from "./connection/handlers.ts";
import { Conversations } from "./conversation/conversations.ts";
import { previewPrompt } from "./conversation/preview.ts";
import { purgeDeleted } from "./conversation/purge.ts";
import { TurnSearch } from "./conversation/turn-search.ts";
import { KeyedQueue } from "./command/keyed-queue.ts";
import { Rounds } from "./command/rounds.ts";
import type { DocumentOptions } from "./document/command/document-ports.ts";
import { createDocumentQueries } from "./document/document-queries.ts";
import { type Documents, startDocuments } from "./document/documents.ts";
import type { Lobby } from "./document/lobby.ts";
import type { Keeping } from "./document/snapshot/compact.ts";
import type { Engines } from "./engine/engines.ts";
import { engineRequest } from "./generation/engine-request.ts";
import type { GenerationObserver } from "./generation/generation-observer.ts";
import { createGenerations, type Generations } from "./generation/generations.ts";
import { endInterrupted } from "./generation/recovery.ts";
import type { ExperimentDesk } from "./job/experiment-desk.ts";
import { createTraceQueries } from "./document/trace-queries.ts";
import { createExperimentQueries } from "./job/experiment-queries.ts";
import type { JobOptions } from "./job/job-kind.ts";
import type { Jobs } from "./job/jobs.ts";
import { startJobs } from "./job/start-jobs.ts";
import { createModelQueries } from "./model/model-queries.ts";
import type { Models } from "./model/models.ts";
import { createQueryExecutor } from "./query/query-executor.ts";
import { createStreamQueries } from "./query/stream-queries.ts";
import { type Storage, StorageError } from "./storage/storage.ts";
import type { Journal } from "./stream/journal.ts";
import type { LatestStreams } from "./stream/latest-streams.ts";
import { createWorkspaceQueries } from "./workspace/workspace-queries.ts";
import type { WorkspaceSource } from "./workspace/workspace-source.ts";

export interface ServicesParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly storage: Storage;
  readonly engines: Engines;
  /** Closed with the services. */
  readonly models?: Models;
  readonly workspace: WorkspaceSource;
  readonly documents?: DocumentOptions;
  readonly jobs?: JobOptions;
  readonly experiments?: ExperimentDesk;
  /** How much of a document's log is kept. */
  readonly keeping?: Keeping;
  /** When edits are carried out and files remembered. */
  readonly rounds?: Rounds;
  /** Where `documents` and `jobs` are shown. */
  readonly latest?: LatestStreams;
  /** Who is at a document: its file is followed from then on, and not only from the first edit. */
  readonly lobby?: Lobby;
  readonly logger: Logger;
  /** Name of the person that works here. */
  readonly person: string;
  readonly observer?: GenerationObserver;
  /** Samples of the last minutes, oldest first. */
  readonly history?: () => readonly SystemSample[];
}

export interface Services {
  readonly handlers: Handlers;
  /** Ends generations as `interrupted`; resolves when all is saved. Commands come no more before it is called. */
  stop(): Promise<void>;
}

/** What the bridge does by itself is done by no client's key. */
const BRIDGE = "A".repeat(22) as ClientId;

const bridgeActor = ({ person }: ServicesParts): Actor => ({ person, client: BRIDGE });

/** A hit shows about 500 bytes, and a reply is one frame. */
const MAX_HITS = 200;

export async function startServices(parts: ServicesParts): Promise<Services> {
  const { runtime, journal, storage, engines, models, workspace, logger, observer } = parts;
  const conversations = new Conversations(journal);
  await endInterrupted({ runtime, journal, storage, logger });
  await purge(parts, conversations);

  const queue = new KeyedQueue();
  const { rounds = new Rounds(runtime.clock) } = parts;
  const jobs = await startJobs({ ...parts, queue });
  const documents = startDocuments({ ...parts, queue, rounds });
  const search = new TurnSearch(conversations, (engine) => engines.engine(engine)?.kind === "search");
  const generations = createGenerations({
    runtime,
    journal,
    logger,
    observer,
    engines,
    prepare: (generation) => engineRequest({ journal, conversations, search }, generation),
  });
  const commands = createCommandExecutor({
    runtime,
    journal,
    run: storage.run,
    table: createCommandTable({ journal, conversations, engines, models, documents: documents.house, jobs }),
    logger,
    queue,
    rounds,
    begin: (effect) => begin({ generations, documents, jobs }, effect),
  });
  const answer = createQueryExecutor(
    {
      ...createWorkspaceQueries({ workspace, engines }),
      ...createModelQueries({ engines, models }),
      ...createDocumentQueries(documents.house),
      ...createExperimentQueries(parts.experiments),
      ...createTraceQueries(parts.documents?.trace),
      ...createStreamQueries(storage),
      "system.history": async () => ({ samples: [...(parts.history?.() ?? [])] }),
      "conversation.preview": (args, signal) => previewPrompt({ journal, conversations, engines }, args, signal),
      "conversation.search": async ({ text, limit }) => ({
        hits: await search.search(text, Math.min(limit, MAX_HITS)),
      }),
    },
    logger,
  );
  return {
    handlers: { command: (caller, command) => commands.execute(caller, command), ask: answer },
    async stop() {
      // A command may wait for a model that is being loaded.
      const stopped = Promise.all([generations.stop(), jobs.stop()]);
      await models?.close();
      await commands.idle();
      await stopped;
      await documents.stop();
    },
  };
}

interface Beginners {
  readonly generations: Generations;
  readonly documents: Documents;
  readonly jobs: Jobs;
}

function begin({ generations, documents, jobs }: Beginners, effect: Effect): void {
  switch (effect.type) {
    case "generation.start":
      generations.start(effect.generation);
      break;
    case "generation.cancel":
      generations.cancel(effect.answer);
      break;
    case "document.grown":
      documents.house.log.committed(effect.room);
      break;
    case "job.queued":
      jobs.queue(effect.wanted, effect.forgotten);
      break;
    case "job.cancelled":
      jobs.cancel(effect.job);
      break;
  }
}

/** Old tombstones can wait for the next start; they are no reason not to start. */
async function purge(parts: ServicesParts, conversations: Conversations): Promise<void> {
  const { runtime, journal, logger } = parts;
  try {
    const count = await purgeDeleted(journal, conversations, runtime.clock.now(), bridgeActor(parts));
    if (count > 0) logger.info({ count }, "conversations that were deleted 30 days ago were removed");
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    logger.warn({ code: error.code }, "deleted conversations could not be removed");
  }
}
