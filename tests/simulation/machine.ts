// The bridge's machine: a disk that outlives the bridge's processes, and a process that can die between asking the disk
// and hearing of it.
import type { FakeClock, FakeNetwork, SeededRandom } from "@nomous/testkit";
import { FakeProcess } from "@nomous/testkit";
import { pino } from "pino";
import { createBridge } from "../../packages/server/src/bridge.ts";
import type { ServerSocket } from "../../packages/server/src/connection/socket.ts";
import type { DocumentOptions } from "../../packages/server/src/document/command/document-ports.ts";
import { Lobby } from "../../packages/server/src/document/lobby.ts";
import type { Keeping } from "../../packages/server/src/document/snapshot/compact.ts";
import { createEngines } from "../../packages/server/src/engine/engines.ts";
import { createScriptedEngine } from "../../packages/server/src/engine/scripted-engine.ts";
import { startServices } from "../../packages/server/src/services.ts";
import { EMPTY_WORKSPACE } from "../../packages/server/src/services-fixture.ts";
import { createMemoryDisk, createMemoryStorage } from "../../packages/server/src/storage/memory-storage.ts";
import type { Storage } from "../../packages/server/src/storage/storage.ts";
import { LatestStreams } from "../../packages/server/src/stream/latest-streams.ts";
import { createJournal } from "../../packages/server/src/stream/stream-journal.ts";
import { Streams } from "../../packages/server/src/stream/streams.ts";
import { distant } from "./distant.ts";

export const ORIGIN = "http://127.0.0.1:4747";
export const PAIRING_SECRET = "secret";

export interface MachineParts {
  readonly clock: FakeClock;
  readonly random: SeededRandom;
  readonly network: FakeNetwork;
  readonly sabotage?: Sabotage;
  /** What a bridge that runs as this process has of documents. */
  readonly documents?: (process: FakeProcess, storage: Storage) => DocumentOptions;
  readonly keeping?: Keeping;
}

/** Ways to break a bridge from outside, for tests that ask whether anybody would notice. */
export interface Sabotage {
  storage?(storage: Storage, process: FakeProcess): Storage;
  socket?(socket: ServerSocket): ServerSocket;
}

interface Running {
  readonly process: FakeProcess;
  readonly latest: LatestStreams;
  /** Set once it has started. */
  close?: () => Promise<void>;
}

export class Machine {
  readonly #parts: MachineParts;
  readonly #disk = createMemoryDisk();
  #running: Running | undefined;
  #starts = 0;

  constructor(parts: MachineParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** What the running bridge shows of itself. */
  get latest(): LatestStreams | undefined {
    return this.#running?.latest;
  }

  async start(): Promise<void> {
    const { clock, random, network, sabotage = {}, documents, keeping } = this.#parts;
    this.#starts += 1;
    const process = new FakeProcess(clock);
    const runtime = { clock: process.clock, random: random.fork(`bridge ${this.#starts}`) };
    const memory = createMemoryStorage(runtime, this.#disk);
    const storage = distant(
      sabotage.storage?.(memory, process) ?? memory,
      process,
      random.fork(`disk ${this.#starts}`),
      ["commit"],
    );
    const logger = pino({ level: "silent" });
    const streams = new Streams(runtime.clock, storage);
    const journal = createJournal({ clock: runtime.clock, storage, streams });
    const common = { runtime, journal, storage, logger, person: "Ada" };
    // It may be killed while it starts.
    const latest = new LatestStreams({ clock: runtime.clock, streams, run: storage.run });
    const running: Running = { process, latest };
    this.#running = running;
    const engines = createEngines({ always: [createScriptedEngine(runtime)] });
    const lobby = new Lobby(runtime.clock, latest);
    const services = await startServices({
      ...common,
      engines,
      workspace: EMPTY_WORKSPACE,
      latest,
      lobby,
      ...(documents !== undefined && { documents: documents(process, storage) }),
      ...(keeping !== undefined && { keeping }),
    });
    const pairing = { take: async (secret: string) => secret === PAIRING_SECRET };
    const { handlers } = services;
    const bridge = createBridge({
      ...common,
      streams,
      latest,
      lobby,
      handlers,
      pairing,
      build: "0.1.0",
      workspace: "simulated",
    });
    running.close = async () => {
      network.stopListening();
      await bridge.close();
      lobby.close();
      await services.stop();
      await storage.close();
    };
    network.listen((socket) => bridge.accept(sabotage.socket?.(socket) ?? socket, ORIGIN));
  }

  /** Says BYE and ends in order. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (running?.close === undefined) return this.kill();
    await running.close();
    if (this.#running === running) this.#running = undefined;
  }

  /** `kill -9`: memory gone, disk kept. */
  kill(): void {
    this.#running?.process.die();
    this.#running = undefined;
    this.#parts.network.killServer();
  }

  /** The disk, read when nothing runs any more. */
  openDisk(): Storage {
    return createMemoryStorage(this.#parts, this.#disk);
  }
}
