// What a person is told when the bridge listens.
import type { ModelList } from "@nomous/protocol";
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

/** Who answers from now on, and what stands in the way of those that were to answer before. */
export function announceModels(console: Console, { models, chain }: ModelList): void {
  for (const { name, reason, remedy } of chain.filter(({ outcome }) => outcome === "refused"))
    console.note(`${name} ${reason}.${remedy === undefined ? "" : ` ${remedy}`}`);
  const taken = chain.find(({ outcome }) => outcome === "taken");
  if (taken === undefined) return;
  const model = models.find(({ id }) => id === taken.engine);
  console.note(`${taken.name} answers, ${taken.reason}.`);
  if (model?.leavesTo !== undefined) console.note(`Text leaves this machine: ${model.leavesTo}`);
  if (model === undefined) console.note("`nomous models` shows how to connect a model.");
}
