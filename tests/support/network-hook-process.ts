// Loaded with `--import` into a process, and by it into its workers: writes down every address that is connected to,
// listened on or asked a name server for, one JSON line each, into the file that NETWORK_RECORD names.
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import process from "node:process";

export interface NetworkUse {
  readonly what: "connect" | "listen" | "lookup" | "datagram";
  readonly address: string;
}

const record = (what: NetworkUse["what"], address: unknown): void =>
  appendFileSync(process.env["NETWORK_RECORD"] ?? "", `${JSON.stringify({ what, address: String(address) })}\n`);

type Call = (this: unknown, ...args: unknown[]) => unknown;

/** Has `look` see the arguments of each call of `owner[name]`. */
function watch(owner: object, name: string, look: (args: readonly unknown[]) => void): void {
  const methods = owner as Record<string, Call>;
  const original = methods[name];
  if (original === undefined) throw new Error(`there is no ${name}`);
  methods[name] = function watched(...args) {
    look(args);
    return original.apply(this, args);
  };
}

/** `connect` and `listen` take (options), (port, host?) or (path), alone or packed into one array. */
function addressOf(args: readonly unknown[]): string {
  const [first, second] = args.flat();
  if (typeof first === "object" && first !== null) {
    const { host, path } = first as { host?: string; path?: string };
    return path ?? host ?? "no host";
  }
  if (typeof first === "string" && Number.isNaN(Number(first))) return first;
  return typeof second === "string" ? second : "no host";
}

watch(net.Socket.prototype, "connect", (args) => record("connect", addressOf(args)));
watch(net.Server.prototype, "listen", (args) => record("listen", addressOf(args)));
for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(resolver).filter((name) => /^(lookup|resolve|reverse)/.test(name)))
    watch(resolver, name, ([host]) => record("lookup", host));
for (const name of ["bind", "connect", "send"])
  watch(dgram.Socket.prototype, name, (args) =>
    record(
      "datagram",
      args.find((arg) => typeof arg === "string"),
    ),
  );
syncBuiltinESMExports();
