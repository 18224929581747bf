// Where a model server is, and whether text stays on this machine when it goes there. Only what is written in the address
// counts: a name that resolves to loopback today may resolve elsewhere tomorrow.
import type { ServerAddress } from "../model/model-server.ts";

export type ReadUrl =
  | { readonly status: "valid"; readonly url: string }
  | { readonly status: "invalid"; readonly reason: string; readonly remedy: string };

const EXAMPLE = "Write it as http://127.0.0.1:8080/v1.";

const invalid = (reason: string, remedy = EXAMPLE): ReadUrl => ({ status: "invalid", reason, remedy });

/** Base of an API as a person writes it; a bare origin gets `/v1`. */
export function readServerUrl(text: string): ReadUrl {
  const url = URL.parse(text.trim());
  if (url === null) return invalid("has an address that is no URL");
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return invalid("has an address that is neither http nor https");
  if (url.username !== "" || url.password !== "")
    return invalid("has a key in its address", "Put the key into an environment variable and name that variable.");
  if (url.search !== "" || url.hash !== "") return invalid("has an address with a query or a fragment");
  const path = url.pathname.replace(/\/+$/, "");
  return { status: "valid", url: `${url.origin}${path === "" ? "/v1" : path}` };
}

/** `localhost`, 127.0.0.0/8 and ::1, as `URL.hostname` writes them. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** The host that text goes to, when that is not this machine. */
export function hostThatTextLeavesTo(url: string): string | undefined {
  const { hostname } = new URL(url);
  return isLoopback(hostname) ? undefined : hostname;
}

/** Host, port and unusual path: the same for all ways to write one server's address. */
export function placeOf(url: string): string {
  const { hostname, port, protocol, pathname } = new URL(url);
  const host = isLoopback(hostname) ? "127.0.0.1" : hostname;
  const path = pathname === "/v1" ? "" : pathname.replace(/\/$/, "");
  return `${host}:${port === "" ? defaultPort(protocol) : port}${path}`;
}

const defaultPort = (protocol: string): string => (protocol === "https:" ? "443" : "80");

export interface UsualPorts {
  readonly ollama: number;
  readonly lmStudio: number;
  readonly llamaServer: number;
  readonly vllm: number;
}

export const USUAL_PORTS: UsualPorts = { ollama: 11_434, lmStudio: 1_234, llamaServer: 8_080, vllm: 8_000 };

/**
 * What is asked though nobody configured it: loopback only. `NOMOUS_SERVERS`, URLs with commas between, stands in the place of
 * the usual ports; empty, it asks none.
 */
export function usualAddresses(ports: UsualPorts, env: Readonly<Record<string, string | undefined>>): ServerAddress[] {
  const told = env["NOMOUS_SERVERS"];
  if (told !== undefined) return told.split(",").flatMap(loopbackAddress);
  const urls = [ports.ollama, ports.lmStudio, ports.llamaServer, ports.vllm].map(
    (port) => `http://127.0.0.1:${port}/v1`,
  );
  const ollama = ollamaUrl(env["OLLAMA_HOST"] ?? "", ports.ollama);
  return [...new Set(ollama === undefined ? urls : [ollama, ...urls])].map((url) => ({ url, isAdded: false }));
}

function loopbackAddress(text: string): ServerAddress[] {
  const read = readServerUrl(text);
  const isHere = read.status === "valid" && hostThatTextLeavesTo(read.url) === undefined;
  return isHere ? [{ url: read.url, isAdded: false }] : [];
}

/** `OLLAMA_HOST` may leave out scheme, host or port; a server that listens everywhere is also here. */
function ollamaUrl(value: string, usualPort: number): string | undefined {
  const text = value.trim().replace(/^["']|["']$/g, "");
  const hasScheme = text.includes("://");
  const url = URL.parse(hasScheme ? text : `http://${text.startsWith(":") ? `127.0.0.1${text}` : text}`);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  const isEverywhere = url.hostname === "0.0.0.0" || url.hostname === "[::]";
  const host = isEverywhere ? "127.0.0.1" : url.hostname;
  if (!isLoopback(host)) return undefined;
  const port = url.port === "" ? (hasScheme ? defaultPort(url.protocol) : `${usualPort}`) : url.port;
  return `${url.protocol}//${host}:${port}/v1`;
}
