// What one build of the app consists of: a text with the id of the build in its first line and a path in each other one. The worker's code
// holds the id alone, and takes a list with another id for none; so the worker stays small however much the app is.

export interface ShellList {
  /** Version of the app and a hash over all its files: "0.1.0+3f2a9c04d1b7". */
  readonly build: string;
  /** Paths of all files besides the page, each beginning with a slash. */
  readonly files: readonly string[];
}

/** The page of every screen. */
export const PAGE = "/index.html";
export const LIST = "/shell.txt";
/** Stands in the place of the id, in the code of the worker and in the page, until all files are known. */
export const BUILD_MARK = "__BUILD__";

export const printList = ({ build, files }: ShellList): string => `${[build, ...files].join("\n")}\n`;

export function readList(text: string): ShellList {
  const [build = "", ...files] = text.trimEnd().split("\n");
  return { build, files };
}

const PREFIX = "nomous-shell ";

/** The cache that holds a build; its pages hold the lock of the same name as long as they are open. */
export const shellName = (build: string): string => PREFIX + build;
export const isShellName = (name: string): boolean => name.startsWith(PREFIX);
