// What every peer process answers over IPC: its port, its CPU time and memory, and "send this many tokens".

/** Tokens in flight to a reader before its acknowledgement is waited for; the same for all peers. */
export const WINDOW = 512;

/** Answers "port" and "usage": CPU milliseconds since the start, and resident bytes after a collection. */
export function answerUsage(port: () => number, secret?: string): void {
  process.on("message", (message: { ask: string }) => {
    if (message.ask === "port") process.send?.({ port: port(), secret });
    if (message.ask !== "usage") return;
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, rss: process.memoryUsage().rss });
  });
}

interface Run {
  readonly count: number;
  sent: number;
  readonly acks: Map<number, number>;
}

/** Returns the function to call with the number of a window that one reader acknowledged. */
export function serveBench(
  port: () => number,
  broadcast: (token: string) => void,
  readers: () => number,
): (window: number) => void {
  let run: Run | undefined;
  const pump = (): void => {
    if (run === undefined) return;
    // One window ahead of the slowest reader, like any flow control on this wire.
    const windows = [...run.acks.entries()].filter(([, n]) => n >= readers()).length;
    while (run.sent < run.count && run.sent < (windows + 2) * WINDOW) {
      broadcast(`{"seq":${run.sent},"text":"${" token".padEnd(30, "x")}"}`.padEnd(61));
      run.sent += 1;
    }
    if (run.sent >= run.count && windows * WINDOW >= run.count) {
      run = undefined;
      process.send?.({ done: true });
    }
  };
  answerUsage(port);
  process.on("message", (message: { ask: string; count?: number }) => {
    if (message.ask === "broadcast") {
      run = { count: message.count ?? 0, sent: 0, acks: new Map() };
      pump();
    }
  });
  return (window) => {
    if (run === undefined) return;
    run.acks.set(window, (run.acks.get(window) ?? 0) + 1);
    setImmediate(pump);
  };
}
