// Looks for model files on this machine: where other tools keep theirs, where Nomous does, in the workspace, and where a person
// said. It only reads; what is broken is told in words.
import { createHash } from "node:crypto";
import type { ModelList } from "@nomous/protocol";
import { GgufError } from "../../gguf/gguf-error.ts";
import type { RunnableGguf } from "../../gguf/read-gguf.ts";
import { createGate } from "./gate.ts";
import type { UserEnvironment } from "../user-folders.ts";
import { usualPlaces } from "./places.ts";
import { type ReadFile, readModelFile, runnable } from "./read-model-file.ts";
import { type Find, searchPlaces } from "./search-places.ts";

export interface ModelFile extends Omit<Find, "trouble"> {
  /** `llama/<12 hex digits>`: the same for as long as the file has its place. */
  readonly id: string;
  readonly fileBytes: number;
  readonly content: RunnableGguf | GgufError;
}

export interface FoundModels {
  /** What a person named comes first. */
  readonly files: readonly ModelFile[];
  readonly problems: readonly string[];
  readonly searched: ModelList["searched"];
}

export interface ModelSearch {
  /** Looks everywhere; `named` are files and folders that a person named. Never rejects. One at a time. */
  find(named: readonly string[]): Promise<FoundModels>;
  /** What a file was when it was looked at last: changes when it is replaced. */
  readonly stampOf: (id: string) => string | undefined;
}

/** Headers at once: each may take as much memory as the largest header has bytes. */
const AT_ONCE = 4;
/** Nobody reads a longer list. */
const MAX_FILES = 500;

/** Finds models for a person who works in this folder. */
export function createModelSearch(user: UserEnvironment, workspaceFolder: string): ModelSearch {
  const places = usualPlaces(user, workspaceFolder);
  let known = new Map<string, ReadFile>();
  let stamps = new Map<string, string>();
  return {
    stampOf: (id) => stamps.get(id),
    async find(named) {
      const { finds, problems, searched } = await searchPlaces(places, named);
      const listed = finds.toSorted((a, b) => distance(a) - distance(b)).slice(0, MAX_FILES);
      const read = await readAll(listed, known);
      known = new Map(read.map(({ find, file }) => [find.path, file]));
      stamps = new Map(read.map(({ find, file }) => [fileModelId(find.realPath), file.stamp]));
      return {
        files: read.flatMap(({ find, file }) => modelFile(find, file)),
        problems: [...problems, ...notListed(finds.length)],
        searched,
      };
    },
  };
}

const fileModelId = (realPath: string): string =>
  `llama/${createHash("sha256").update(realPath).digest("hex").slice(0, 12)}`;

/** What somebody put there on purpose comes before what tools keep. */
function distance({ named, place }: Find): number {
  if (named.length > 0) return 0;
  return { nomous: 1, person: 2, tool: 3 }[place.owner];
}

function notListed(count: number): readonly string[] {
  if (count <= MAX_FILES) return [];
  return [
    `${count} model files were found; ${MAX_FILES} of them are listed. What is added by its path is always listed.`,
  ];
}

async function readAll(
  finds: readonly Find[],
  known: ReadonlyMap<string, ReadFile>,
): Promise<readonly { readonly find: Find; readonly file: ReadFile }[]> {
  const gate = createGate(AT_ONCE);
  return Promise.all(
    finds.map(async (find) => ({ find, file: await gate(() => readModelFile(find.path, known.get(find.path))) })),
  );
}

/** Nothing for a file that only belongs to a model, or that went while it was looked at, unless a person named it. */
function modelFile({ trouble, ...find }: Find, { fileBytes, content }: ReadFile): readonly ModelFile[] {
  const model = trouble ?? runnable(content);
  const isAccessory = model !== content && trouble === undefined;
  const isGone = content instanceof GgufError && content.code === "not-found";
  if ((isAccessory || isGone) && find.named.length === 0) return [];
  return [{ ...find, id: fileModelId(find.realPath), fileBytes, content: model }];
}
