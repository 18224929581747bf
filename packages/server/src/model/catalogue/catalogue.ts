// What models there are: the files and servers that were found last, and how they do at this moment. Looking takes long, so it
// happens once, then when somebody asks for it, and in the background when what is known is old.
import { isAbsolute } from "node:path";
import type { Clock, ModelList } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../../connection/describe-error.ts";
import type { LoadSizes } from "../../llama/fit-plan.ts";
import type { Entry, Moment } from "./entry.ts";
import { fileEntry } from "./file-entry.ts";
import type { MachineMemory } from "./machine-memory.ts";
import type { MachineList, ModelConfig } from "../config/model-config.ts";
import type { CrashMarks, ModelRuntime } from "../model-runtime.ts";
import type { FoundServer, ModelServers, ServerAddress, ServerModel } from "../model-server.ts";
import { ModelError } from "../models.ts";
import { byPreference } from "./preference.ts";
import type { ModelFile, ModelSearch } from "../search/model-search.ts";
import { serverEntries, serverName } from "./server-entry.ts";

export interface CatalogueParts {
  readonly clock: Clock;
  readonly search: ModelSearch;
  readonly config: ModelConfig;
  readonly servers: ModelServers;
  readonly llama: ModelRuntime;
  readonly crashes: CrashMarks;
  readonly memory: () => MachineMemory;
  /** What the runtime gives a model at most. */
  readonly sizes: LoadSizes;
  readonly logger: Logger;
}

interface Found {
  readonly list: MachineList;
  readonly files: ReadonlyMap<string, ModelFile>;
  readonly servers: readonly FoundServer[];
  readonly problems: string[];
  readonly searched: ModelList["searched"];
  readonly gpus: ModelList["gpus"];
  readonly at: number;
  /** The same for as long as the same was found. */
  readonly signature: string;
}

const NOTHING: Found = {
  list: { version: 1, files: [], servers: [] },
  files: new Map(),
  servers: [],
  problems: [],
  searched: [],
  gpus: [],
  at: 0,
  signature: "",
};

/** What is older is looked for again while the old answer is given. */
const FRESH_MS = 30_000;

export class Catalogue {
  readonly #parts: CatalogueParts;
  readonly #changed: () => void;
  /** What the command line and the environment name by its path. */
  readonly #named = new Set<string>();
  #found = NOTHING;
  #first: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #lookedAt = 0;

  /** `changed` is called when something else was found than before. */
  constructor(parts: CatalogueParts, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
  }

  get found(): Found {
    return this.#found;
  }

  /** Resolves when there is something to tell, be it old. */
  async ready(): Promise<void> {
    await (this.#first ??= this.look());
    if (this.#parts.clock.elapsed() - this.#lookedAt > FRESH_MS) void this.look();
  }

  /** Resolves after a look that began after this call. */
  look(): Promise<void> {
    return (this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return (this.#last = this.#look());
    }));
  }

  /** A file that is in the list for as long as the bridge runs. */
  async name(path: string): Promise<void> {
    if (this.#named.has(path)) return this.ready();
    this.#named.add(path);
    await (this.#first ??= this.look());
    if (this.filesNamed(path).length === 0) await this.look();
  }

  /** What was found by a path that a person named. */
  filesNamed(path: string): readonly ModelFile[] {
    return [...this.#found.files.values()].filter(({ named }) => named.includes(path));
  }

  file(id: string): ModelFile | undefined {
    return this.#found.files.get(id);
  }

  serverModel(id: string): ServerModel | undefined {
    return this.#found.servers.flatMap(({ models }) => models).find((model) => model.id === id);
  }

  /** How all of them do at this moment, in the order of preference. */
  entries(): readonly Entry[] {
    const { crashes, sizes } = this.#parts;
    const moment = this.#moment();
    const files = [...this.#found.files.values()].map((file) => fileEntry(file, crashes.get(file.id), sizes, moment));
    const served = this.#found.servers.flatMap((server) => serverEntries(server, moment));
    return byPreference([...files, ...served]);
  }

  /** The model that the machine's list names; read again, because another process may have changed it. */
  choice(): string | undefined {
    return this.#readList().list.default;
  }

  #moment(): Moment {
    const { clock, llama, memory } = this.#parts;
    const runs = llama.runs();
    const given = runs.reduce((sum, { processBytes = 0 }) => sum + processBytes, 0);
    return {
      now: clock.now(),
      freeBytes: memory().freeBytes + given,
      gpuBytes: this.#found.gpus.reduce((sum, gpu) => sum + gpu.freeBytes, 0),
      runs,
      choice: this.choice(),
      added: this.#found.list.files,
    };
  }

  /** A list that is broken is told, and what it said before holds. */
  #readList(): { readonly list: MachineList; readonly problems: readonly string[] } {
    try {
      return { list: this.#parts.config.read(), problems: [] };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      return { list: this.#found.list, problems: [error.message] };
    }
  }

  /** Never rejects: what was found before stays when looking fails. */
  async #look(): Promise<void> {
    this.#lookedAt = this.#parts.clock.elapsed();
    try {
      const before = this.#found.signature;
      this.#found = await this.#find();
      if (this.#found.signature !== before) this.#changed();
    } catch (error) {
      this.#parts.logger.error({ error: codeOf(error), at: placeOf(error) }, "looking for models failed");
    }
  }

  async #find(): Promise<Found> {
    const { clock, config, search, servers, llama } = this.#parts;
    const { list, problems } = this.#readList();
    const added = list.servers.map(({ url, keyVariable }) => ({
      url,
      ...(keyVariable !== undefined && { keyVariable }),
      isAdded: true,
    }));
    const [disk, answering, gpus] = await Promise.all([
      search.find([...new Set([...list.files, ...this.#named])].filter((path) => isAbsolute(path))),
      servers.probe(added),
      llama.gpus(),
    ]);
    const found = {
      list,
      servers: answering,
      problems: [
        ...problems,
        ...list.files
          .filter((path) => !isAbsolute(path))
          .map((path) => `${config.path} names ${path}, which is no absolute path.`),
        ...disk.problems,
        ...answering.flatMap(problemOf),
      ],
      searched: [...disk.searched, ...searchedServers([...added, ...servers.usual], answering)],
    };
    const files = disk.files.map(({ id, named }) => [id, named, search.stampOf(id)]);
    return {
      ...found,
      files: new Map(disk.files.map((file) => [file.id, file])),
      gpus: [...gpus],
      at: clock.now(),
      signature: JSON.stringify([found, files]),
    };
  }
}

/** Of one of the usual ports; an added server is in the list itself. */
function problemOf(server: FoundServer): readonly string[] {
  const { problem, address } = server;
  return problem === undefined || address.isAdded ? [] : [`${serverName(server)} ${problem.reason}. ${problem.remedy}`];
}

function searchedServers(asked: readonly ServerAddress[], answering: readonly FoundServer[]): ModelList["searched"] {
  return [...new Set(asked.map(({ url }) => url))].map((url) => {
    const server = answering.find(({ address }) => address.url === url);
    return { source: server?.name ?? "model server", place: url, found: server?.models.length ?? 0 };
  });
}
