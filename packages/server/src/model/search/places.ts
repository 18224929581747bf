// Where models lie, per platform, as docs/models.md lists it. All of it is only read.
import { join } from "node:path";
import { pulledModels, type UserEnvironment, variable, windowsFolder } from "../user-folders.ts";

export interface Place {
  /** For people: "Ollama store". */
  readonly source: string;
  readonly path: string;
  /** `folder`: GGUF files anywhere below it. */
  readonly layout: "file" | "folder" | "ollama" | "hugging-face";
  readonly owner: "nomous" | "person" | "tool";
  /** A person named this very path. */
  readonly isNamed: boolean;
  /** What to do when it cannot be read. */
  readonly remedy?: string;
}

/**
 * All places but those that a person named, the most telling first: a file that is found twice has the name and the owner of the
 * first. Tools come first because their files are not ours to delete, whoever else links to them.
 */
export const usualPlaces = (user: UserEnvironment, workspaceFolder: string): readonly Place[] => [
  ...toolPlaces(user),
  folder("pulled by Nomous", pulledModels(user), "nomous"),
  folder("models/ of this workspace", join(workspaceFolder, "models"), "person"),
];

export const namedPlace = (path: string, layout: "file" | "folder"): Place => ({
  ...folder("added", path, "person"),
  layout,
  isNamed: true,
});

function toolPlaces(user: UserEnvironment): readonly Place[] {
  const { home, platform } = user;
  const ollama = new Set([
    variable(user, "OLLAMA_MODELS") ?? join(home, ".ollama", "models"),
    join(home, ".ollama", "models"),
    // The service of the Linux package has a user and a home of its own.
    ...(platform === "linux" ? ["/usr/share/ollama/.ollama/models"] : []),
  ]);
  const remedy = "What is in it answers through Ollama while that runs.";
  return [
    ...[...ollama].map((path): Place => ({ ...folder("Ollama store", path, "tool"), layout: "ollama", remedy })),
    folder("LM Studio", join(home, ".lmstudio", "models"), "tool"),
    folder("LM Studio", join(home, ".cache", "lm-studio", "models"), "tool"),
    { ...folder("Hugging Face cache", huggingFaceHub(user), "tool"), layout: "hugging-face" },
    folder("llama.cpp cache", llamaCache(user), "tool"),
    folder("node-llama-cpp", join(home, ".node-llama-cpp", "models"), "tool"),
  ];
}

const folder = (source: string, path: string, owner: Place["owner"]): Place => ({
  source,
  path,
  layout: "folder",
  owner,
  isNamed: false,
});

function huggingFaceHub(user: UserEnvironment): string {
  const hub = variable(user, "HF_HUB_CACHE") ?? variable(user, "HUGGINGFACE_HUB_CACHE");
  const own = variable(user, "HF_HOME") ?? join(cacheHome(user), "huggingface");
  return hub ?? join(own, "hub");
}

function llamaCache(user: UserEnvironment): string {
  const given = variable(user, "LLAMA_CACHE");
  if (given !== undefined) return given;
  if (user.platform === "darwin") return join(user.home, "Library", "Caches", "llama.cpp");
  if (user.platform === "win32") return join(windowsFolder(user, "LOCALAPPDATA"), "llama.cpp");
  return join(cacheHome(user), "llama.cpp");
}

const cacheHome = (user: UserEnvironment): string => variable(user, "XDG_CACHE_HOME") ?? join(user.home, ".cache");
