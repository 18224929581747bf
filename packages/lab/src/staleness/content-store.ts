import type { ObjectReader } from "../git/object-reader.ts";
import { type Content, toContent } from "./content.ts";

/** Characters that are kept; those that nobody has asked for lately go first. */
const MOST = 48_000_000;

const MOST_AHEAD = 4_000;

/** Contents of blobs by their ids, each read once while it is in use. */
export class ContentStore {
  readonly #objects: ObjectReader;
  readonly #kept = new Map<string, Content>();
  #size = 0;

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  async read(id: string): Promise<Content> {
    const before = this.#kept.get(id);
    if (before !== undefined) {
      this.#kept.delete(id);
      this.#kept.set(id, before);
      return before;
    }
    const object = await this.#objects.read(id);
    const content: Content =
      object?.type === "blob"
        ? toContent(id, object.bytes)
        : { status: "unreadable", id, why: "is not in this clone as it was then" };
    this.#keep(content);
    return content;
  }

  /** Asks for many at once; those that do not fit are read when they are needed. */
  async prefetch(ids: readonly string[]): Promise<void> {
    const wanted = ids.filter((id) => !this.#kept.has(id)).slice(0, MOST_AHEAD);
    if (wanted.length < 2) return;
    const objects = await Promise.all(wanted.map((id) => this.#objects.read(id)));
    for (const [i, object] of objects.entries())
      if (object?.type === "blob") this.#keep(toContent(wanted[i] ?? "", object.bytes));
  }

  /** The bytes as they are, for what is no text. */
  async bytes(id: string): Promise<Buffer | null> {
    const object = await this.#objects.read(id);
    return object?.type === "blob" ? object.bytes : null;
  }

  #keep(content: Content): void {
    this.#kept.set(content.id, content);
    this.#size += sizeOf(content);
    for (const [id, oldest] of this.#kept) {
      if (this.#size <= MOST || id === content.id) break;
      this.#kept.delete(id);
      this.#size -= sizeOf(oldest);
    }
  }
}

const sizeOf = (content: Content): number => 64 + (content.status === "text" ? content.text.length : 0);
