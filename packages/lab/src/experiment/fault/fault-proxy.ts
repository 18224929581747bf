// Stands between a run and a port of this machine, so that the connection can be cut or held up at a chosen moment without touching the program on
// the other side.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface FaultProxy extends AsyncDisposable {
  /** Where the run connects. */
  readonly port: number;
  /** Connections that are open. */
  readonly connections: () => number;
  /** Ends all connections, and refuses new ones until `heal`. */
  readonly cut: () => void;
  /** Lets no byte through until `heal`. */
  readonly hold: () => void;
  readonly heal: () => void;
  /** Resolves with the next byte that comes from the other side. */
  readonly nextByte: () => Promise<void>;
}

const HOST = "127.0.0.1";

/** Listens on a free port of the loopback interface, and connects to `target` there. */
export async function openFaultProxy(target: number): Promise<FaultProxy> {
  const links = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  let gate = Promise.withResolvers<void>();
  let heard = Promise.withResolvers<void>();
  gate.resolve();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    near.on("error", () => undefined);
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: target, host: HOST, allowHalfOpen: true });
    const link = [near, far] as const;
    links.add(link);
    far.on("error", () => near.resetAndDestroy());
    far.on("close", () => near.destroy());
    near.on("close", () => {
      links.delete(link);
      far.destroy();
    });
    void pass(near, far, () => gate.promise);
    void pass(far, near, () => gate.promise.then(() => heard.resolve()));
  });
  server.listen(0, HOST);
  await once(server, "listening");
  const cutAll = (): void => {
    for (const [near, far] of links) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => links.size,
    cut() {
      isCut = true;
      cutAll();
    },
    hold() {
      gate = Promise.withResolvers();
    },
    heal() {
      isCut = false;
      gate.resolve();
    },
    nextByte() {
      heard = Promise.withResolvers();
      return heard.promise;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      gate.resolve();
      cutAll();
      await closed;
    },
  };
}

/** Hands on what one side says, and that it has said everything. A connection that breaks ends by its sockets' own events. */
async function pass(from: Socket, to: Socket, gate: () => Promise<void>): Promise<void> {
  try {
    for await (const bytes of from as AsyncIterable<Buffer>) {
      await gate();
      if (!to.write(bytes)) await once(to, "drain");
    }
    to.end();
  } catch {
    to.destroy();
  }
}
