// What Nomous finds on the machine, whatever the workspace.
import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { findWebRoot } from "../compose/web-root.ts";
import { type Check, type Finding, fail, ok, warn } from "./check.ts";

const NODE_MAJOR = 24;

export const machineChecks = (): Check[] => [
  { name: "Node", look: node },
  { name: "SQLite", look: sqlite },
  { name: "web app", look: webApp },
  { name: "git", look: git },
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
