// Which document is behind which path: read once, then kept up to date by what is committed.
import type { DocumentId } from "@nomous/protocol";
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import type { Storage } from "../../storage/storage.ts";
import { DOCUMENT_RECORD } from "./write-entries.ts";

const Binding = z.object({ path: z.string() });

interface Both {
  readonly ids: Map<string, DocumentId>;
  readonly paths: Map<DocumentId, string>;
}

export class Bindings {
  readonly #storage: Storage;
  #loaded: Promise<Both> | undefined;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async at(path: string): Promise<DocumentId | undefined> {
    return (await this.#load()).ids.get(path);
  }

  async all(): Promise<ReadonlyMap<string, DocumentId>> {
    return (await this.#load()).ids;
  }

  /** The document has this path now; it is on record already. */
  bind(path: string, id: DocumentId): void {
    // What is not loaded yet will be read from the record.
    this.#loaded = this.#loaded?.then((both) => bind(both, path, id));
  }

  #load(): Promise<Both> {
    this.#loaded ??= this.#read();
    return this.#loaded;
  }

  async #read(): Promise<Both> {
    try {
      const both: Both = { ids: new Map(), paths: new Map() };
      for (const { id, value } of await this.#storage.records(DOCUMENT_RECORD)) {
        const binding = check(Binding, value);
        if (binding.ok) bind(both, binding.value.path, id as DocumentId);
      }
      return both;
    } catch (error) {
      this.#loaded = undefined;
      throw error;
    }
  }
}

function bind(both: Both, path: string, id: DocumentId): Both {
  const before = both.paths.get(id);
  if (before === path) return both;
  if (before !== undefined && both.ids.get(before) === id) both.ids.delete(before);
  both.paths.set(id, path);
  both.ids.set(path, id);
  return both;
}
