// Once all files of the app are written: compiles the service worker, gives the build its id, and writes it into the worker, into the page, and
// with the list of all files beside them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rollup } from "vite";
import { LIST, PAGE, printList } from "../src/service-worker/shell-list.ts";
import { type BuiltFile, shellOf, withBuild } from "./shell-files.ts";

const WORKER = fileURLToPath(new URL("../src/service-worker/service-worker.ts", import.meta.url));
const MANIFEST = fileURLToPath(new URL("../package.json", import.meta.url));

export function shellPlugin(): Plugin {
  let folder = "";
  let isWritten = false;
  return {
    name: "nomous-shell",
    apply: "build",
    configResolved({ root, build: { outDir } }) {
      folder = resolve(root, outDir);
    },
    writeBundle() {
      isWritten = true;
    },
    async closeBundle() {
      // It is called after a build that failed, too.
      if (isWritten) await writeShell(folder);
    },
  };
}

async function writeShell(folder: string): Promise<void> {
  const worker = await compileWorker();
  const list = shellOf(version(), readFiles(folder), worker);
  const page = join(folder, PAGE);
  writeFileSync(page, withBuild(readFileSync(page, "utf8"), list.build));
  writeFileSync(join(folder, LIST), printList(list));
  // Last: a browser that finds it finds everything else.
  writeFileSync(join(folder, "service-worker.js"), withBuild(worker, list.build));
}

function readFiles(folder: string): readonly BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(folder.length).replaceAll(sep, "/"), bytes: readFileSync(file) }));
}

/** As one classic script: not every browser takes modules there. */
async function compileWorker(): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2024",
      modulePreload: false,
      rolldownOptions: { input: WORKER, output: { format: "iife" } },
    },
  });
  const { output } = [result].flat()[0] as Rollup.RollupOutput;
  return output[0].code;
}

function version(): string {
  const [, found] = /"version": "([^"]+)"/u.exec(readFileSync(MANIFEST, "utf8")) ?? [];
  if (found === undefined) throw new Error(`${MANIFEST} has no version.`);
  return found;
}
