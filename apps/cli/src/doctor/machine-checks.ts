// What Nomous finds on the machine, whatever the workspace.
import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import type { Runtime } from "@nomous/protocol";
import { createModelServerProbe } from "@nomous/server";
import { findWebRoot } from "../compose/web-root.ts";
import { type Check, type Finding, fail, ok, warn } from "./check.ts";

const NODE_MAJOR = 24;

export const machineChecks = (runtime: Runtime): Check[] => [
  { name: "Node", look: node },
  { name: "SQLite", look: sqlite },
  { name: "web app", look: webApp },
  { name: "git", look: git },
  { name: "model servers", look: () => modelServers(runtime) },
];

function node(): Finding {
  const { node: version } = process.versions;
  return Number(version.split(".")[0]) >= NODE_MAJOR
    ? ok(version)
    : fail(`${version}; ${NODE_MAJOR} is needed`, "Start Nomous with ./nomous, which brings its own.");
}

async function sqlite(): Promise<Finding> {
  await import("node:sqlite");
  return ok(`${process.versions["sqlite"] ?? "unknown version"}, part of Node`);
}

const webApp = (): Finding =>
  findWebRoot() === undefined
    ? warn("not built", "Run `npm start` once; `nomous chat` works without it.")
    : ok("built");

async function git(): Promise<Finding> {
  const run = promisify(execFile);
  const [version, person] = await Promise.allSettled([run("git", ["--version"]), run("git", ["config", "user.name"])]);
  if (version.status === "rejected")
    return warn("not found", "Install git to see the branch and to have .gitignore's words for what you wrote.");
  const text = version.value.stdout.trim().replace(/^git version /, "");
  const name = person.status === "fulfilled" ? person.value.stdout.trim() : "";
  return name === ""
    ? warn(`${text}, knows no name for you`, 'Say who you are: git config --global user.name "…"')
    : ok(`${text}, you are ${name}`);
}

async function modelServers(runtime: Runtime): Promise<Finding> {
  const found = await createModelServerProbe(runtime).probe();
  if (found.length === 0) return ok("none on this machine; workspace search answers without a model");
  return ok(found.map(({ name, url, models }) => `${name} at ${url} (${models.length} models)`).join(", "));
}
