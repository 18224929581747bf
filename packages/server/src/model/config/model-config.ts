// The machine's list of models, `models.json`: what a person added and chose, for every workspace. People edit it too, so what
// is not understood is kept, and a file that is broken is never written over.
import { join, resolve } from "node:path";
import { AnyJson, check, decodeJson, ModelId, ModelSource } from "@nomous/protocol";
import * as z from "zod/mini";
import { fileTrouble } from "../file-trouble.ts";
import { jsonErrorPlace } from "./json-place.ts";
import { readServerUrl } from "../../openai/server-address.ts";
import { checkSource, isUrl } from "./model-source.ts";
import { ModelError } from "../models.ts";
import { changeSharedFile, readSharedFile } from "./shared-file.ts";
import { configHome, type UserEnvironment } from "../user-folders.ts";

export const MachineList = z.looseObject({
  version: z.literal(1),
  /** The model that answers where nobody asked for another. */
  default: z.optional(ModelId),
  /** Absolute paths of files and folders. */
  files: z._default(z.array(z.string()), []),
  servers: z._default(z.array(z.looseObject({ url: z.string(), keyVariable: ModelSource.shape.keyVariable })), []),
});
export type MachineList = z.infer<typeof MachineList>;

/** All of it throws a `ModelError` that names the file when it is broken or out of reach. */
export interface ModelConfig {
  /** Absolute path of the list. */
  readonly path: string;
  /** Without a file: an empty list. */
  read(): MachineList;
  /** Looks at the source first; adding it again changes nothing but a server's `keyVariable`. */
  add(source: ModelSource): Promise<void>;
  /** Takes paths and URLs off the list; tells whether any of them was on it. No file is touched. */
  remove(targets: readonly string[]): boolean;
  /** `null`: the best that is found. */
  use(model: ModelId | null): void;
}

export function createModelConfig(user: UserEnvironment): ModelConfig {
  const path = join(configHome(user), "models.json");
  const change = (edit: (list: MachineList) => MachineList): void =>
    onDisk(path, () => changeSharedFile(path, (text) => `${JSON.stringify(edit(decode(path, text)), undefined, 2)}\n`));
  return {
    path,
    read: () => onDisk(path, () => decode(path, readSharedFile(path))),
    async add(source) {
      const checked = await checkSource(source);
      change((list) => {
        if (checked.type === "file") return { ...list, files: [...new Set([...list.files, checked.path])] };
        const { type: _, ...server } = checked;
        const known = list.servers.find(({ url }) => entryKey(url) === server.url);
        return { ...list, servers: [...list.servers.filter((entry) => entry !== known), { ...known, ...server }] };
      });
    },
    remove(targets) {
      const unwanted = new Set(targets.map(entryKey));
      let isChanged = false;
      const stays = (entry: string): boolean => {
        const isWanted = !unwanted.has(entryKey(entry));
        isChanged ||= !isWanted;
        return isWanted;
      };
      change((list) => ({
        ...list,
        files: list.files.filter(stays),
        servers: list.servers.filter(({ url }) => stays(url)),
      }));
      return isChanged;
    },
    use(model) {
      change((list) => {
        const { default: _, ...others } = list;
        return model === null ? others : { ...others, default: model };
      });
    },
  };
}

function decode(path: string, text: string | undefined): MachineList {
  if (text === undefined) return { version: 1, files: [], servers: [] };
  // Some editors begin a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, "");
  const checked = check(MachineList, decodeJson(AnyJson, json));
  if (checked.ok) return checked.value;
  const place = jsonErrorPlace(json);
  const reason = place === undefined ? checked.reason : `it is no JSON at ${place}`;
  throw new ModelError(
    "unavailable",
    `${path} cannot be read: ${reason}. Mend it or move it away; nothing was changed.`,
  );
}

/** How an entry is compared: people write addresses and paths in more than one way. */
function entryKey(entry: string): string {
  if (!isUrl(entry)) return resolve(entry);
  const read = readServerUrl(entry);
  return read.status === "valid" ? read.url : entry;
}

function onDisk<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError("unavailable", `${path} cannot be used: ${fileTrouble(error)}.`, { cause: error });
  }
}
