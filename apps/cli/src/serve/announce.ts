// What a person is told when the bridge listens.
import type { ModelServer } from "@nomous/protocol";
import type { Console } from "../console.ts";
import type { BridgeFile } from "../state/bridge-file.ts";

export interface Announced extends Pick<BridgeFile, "url" | "port" | "pid" | "workspace"> {
  readonly link: string;
}

/** The one line that scripts read. */
export function announceToScript(console: Console, { url, port, pid, workspace, link }: Announced): void {
  console.print(JSON.stringify({ url, port, pid, workspace, link }));
}

export function announce(console: Console, env: NodeJS.ProcessEnv, bridge: Announced, isReused: boolean): void {
  const { workspace, link, pid } = bridge;
  const label = (text: string): string => console.style("dim", text.padEnd(9));
  console.print(`${console.style("bold", "Nomous")} serves ${workspace}${isReused ? ` already (pid ${pid})` : ""}`);
  console.print("");
  console.print(`${label("Open")}${console.style(["cyan", "underline"], link)}`);
  console.print(`${label("")}${console.style("dim", "good once, for ten minutes; `nomous link` prints another")}`);
  const forward = sshForward(env, bridge.port);
  if (forward !== undefined)
    console.print(`${label("First")}${forward}   ${console.style("dim", "(on your own machine)")}`);
  if (!isReused) console.print(`${label("Stop")}Ctrl-C`);
}

/** Over SSH the browser is on another machine: the command that brings the port there. */
export function sshForward(env: NodeJS.ProcessEnv, port: number): string | undefined {
  const [, , host] = env["SSH_CONNECTION"]?.split(" ") ?? [];
  if (host === undefined) return undefined;
  const target = [env["USER"], host].filter((part) => part !== undefined && part !== "").join("@");
  return `ssh -N -L ${port}:127.0.0.1:${port} ${target}`;
}

export function announceServers(console: Console, servers: readonly ModelServer[]): void {
  for (const { name, url, models } of servers)
    console.note(
      `Found ${name} at ${url} with ${count(models.length, "model")}; answers come from workspace search for now.`,
    );
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
