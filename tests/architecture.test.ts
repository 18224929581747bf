// The house as the plan draws it. What the linter can say, it says (.oxlintrc.json); here stands what it cannot.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as client from "@nomous/client";
import * as clientNode from "@nomous/client/node";
import * as lab from "@nomous/lab";
import * as labDocuments from "@nomous/lab/documents";
import * as protocol from "@nomous/protocol";
import * as server from "@nomous/server";
import * as testkit from "@nomous/testkit";
import * as workbench from "@nomous/workbench";
import * as workbenchData from "@nomous/workbench/data";
import * as workbenchProse from "@nomous/workbench/prose";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && existsSync(`${root}/${path}`));
const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8");

/** Without blank ones and comments. */
const linesOf = (path: string): number =>
  read(path)
    .split("\n")
    .filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;

const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$|^tests\//.test(path);
const isSource = (path: string): boolean => /^(packages|apps)\/[^/]+\/src\/.*\.tsx?$/.test(path) && !isTest(path);
const sources = tracked.filter(isSource);
const code = tracked.filter((path) => /\.(tsx?|mjs)$/.test(path));

/** `packages/server/src/x.ts` → `server`. */
const homeOf = (path: string): string => path.split("/")[1] ?? "";
const importsOf = (path: string): string[] =>
  [...read(path).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) => name);
const offenders = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.filter((path) => pattern.test(read(path)));

/** Which packages of ours each one may import. */
const ARROWS: Record<string, readonly string[]> = {
  protocol: [],
  client: ["protocol"],
  server: ["protocol"],
  workbench: [],
  lab: ["workbench"],
  testkit: ["protocol"],
  cli: ["protocol", "client", "server", "lab", "workbench"],
  web: ["client", "workbench"],
};

test("packages import each other only along the arrows of the house", () => {
  const wrong = sources.flatMap((path) =>
    importsOf(path)
      .filter((name) => name.startsWith("@nomous/"))
      .filter((name) => !ARROWS[homeOf(path)]?.includes(name.split("/")[1] ?? ""))
      .map((name) => `${path} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("no relative import leaves its package, and nothing imports apps or tests", () => {
  const wrong = sources.flatMap((path) => {
    const home = path.split("/").slice(0, 2).join("/");
    return importsOf(path)
      .filter((name) => name.startsWith("."))
      .filter((name) => !new URL(name, `file:///${path}`).pathname.startsWith(`/${home}/`))
      .map((name) => `${path} imports ${name}`);
  });
  expect(wrong).toEqual([]);
});

test("time comes from Clock: no new Date() of the present, no node:timers, no bare timers but in runtime-*.ts", () => {
  const shipped = sources.filter((path) => !/\/runtime-[^/]+\.ts$/.test(path));
  const ambient = /\bnew Date\(\)|\bnode:timers|(?<![.\w])(setTimeout|setInterval)\(|globalThis\.set(Timeout|Interval)/;
  expect(offenders(shipped, ambient)).toEqual([]);
});

test("no file has more than 400 lines, blank ones and comments not counted", () => {
  expect(code.filter((path) => linesOf(path) > 400)).toEqual([]);
});

test("files are named in kebab case", () => {
  const odd = code.filter((path) => !/^[a-z0-9.-]+$/.test(path.split("/").at(-1) ?? ""));
  expect(odd).toEqual([]);
});

test("no file names a package registry or a place on somebody's disk", () => {
  const text = tracked.filter((path) => !/\.(png|ico|woff2?|wasm|gguf)$|^tests\/architecture/.test(path));
  expect(offenders(text, /\bregistry\.[\w-]+\.\w|\/work\/(main|shared)|\/root\//)).toEqual([]);
});

test("what is not shipped is imported by nothing that is", () => {
  const shipped = sources.filter((path) => homeOf(path) !== "testkit");
  expect(offenders(shipped, /from "(vitest|fast-check|@nomous\/testkit)"/)).toEqual([]);
});

/** A package with everything that it needs, by name. */
function withDependencies(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const { dependencies = {} } = JSON.parse(read(`node_modules/${name}/package.json`)) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) withDependencies(dependency, seen);
  return seen;
}

test("workbench and lab need nothing that is built for one machine, and start no shell", () => {
  const needed = [...withDependencies("@nomous/lab"), ...withDependencies("@nomous/workbench")];
  const native = needed.filter((name) => {
    const manifest = JSON.parse(read(`node_modules/${name}/package.json`)) as { scripts?: Record<string, string> };
    const isBuilt = ["preinstall", "install", "postinstall"].some((script) => manifest.scripts?.[script] !== undefined);
    return isBuilt || existsSync(`${root}/node_modules/${name}/binding.gyp`);
  });
  expect(needed).toContain("yaml");
  expect(native).toEqual([]);
  const home = sources.filter((path) => ["lab", "workbench"].includes(homeOf(path)));
  expect(
    offenders(home, /\bshell: true\b|\bexecSync\b|\{ (?:[^}]*, )?exec\b[^}]*\} from "node:child_process"|\/bin\/sh/),
  ).toEqual([]);
});

test("only the house's words are used in names of files", () => {
  const foreign = /(^|[/-])(utils?|helpers?|common|misc|manager|adapter|interface)([.-]|$)|(^|\/)types\./;
  expect(code.filter((path) => foreign.test(path))).toEqual([]);
});

test("what packages show is what they mean to show", async () => {
  const surface = Object.entries({
    protocol,
    client,
    "client/node": clientNode,
    server,
    lab,
    "lab/documents": labDocuments,
    testkit,
    workbench,
    "workbench/data": workbenchData,
    "workbench/prose": workbenchProse,
  }).flatMap(([name, index]) => Object.keys(index).map((key) => `${name} ${key}`));
  await expect(`${surface.toSorted().join("\n")}\n`).toMatchFileSnapshot("api-surface.txt");
});
