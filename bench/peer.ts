// A server in a process of its own: started fresh for each repetition, asked over IPC, ended by its id.
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

interface Usage {
  readonly cpuMs: number;
  readonly rss: number;
}

export interface Peer {
  readonly port: number;
  /** Pairs a client; the bridge only. */
  readonly secret: string;
  usage(): Promise<Usage>;
  /** Sends `count` tokens to all readers; resolves when the slowest has acknowledged them. */
  broadcast(count: number): Promise<void>;
  stop(): Promise<void>;
}

async function ask<T>(child: ChildProcess, question: object): Promise<T> {
  child.send(question);
  const [answer] = (await once(child, "message")) as [T];
  return answer;
}

export async function startPeer(name: "ws" | "socketio" | "bridge"): Promise<Peer> {
  const file = new URL(`./peers/${name}-process.ts`, import.meta.url);
  const child = fork(file, { execArgv: ["--expose-gc"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const started = await ask<{ port: number; secret?: string }>(child, { ask: "port" });
  return {
    port: started.port,
    secret: started.secret ?? "",
    usage: () => ask<Usage>(child, { ask: "usage" }),
    broadcast: async (count) => void (await ask(child, { ask: "broadcast", count })),
    async stop() {
      const gone = once(child, "exit");
      child.disconnect();
      if (name !== "bridge") child.kill();
      await gone;
    },
  };
}
