// One request as it is timed: from the call to the last byte. Redirects are not followed, and no proxy is used: the target is the address.
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Clock } from "@nomous/protocol";
import { CliError } from "../../cli-error.ts";
import { EXIT } from "../../exit-codes.ts";
import { troubleOf } from "../dead-target.ts";
import type { HttpValues } from "./http-probe.ts";

export type Answer =
  | { readonly isGood: true; readonly ms: number; readonly waitMs: number; readonly bytes: number }
  | { readonly isGood: false; readonly reason: string; readonly remedy: string };

export interface Asker {
  ask(): Promise<Answer>;
  close(): void;
}

export function createAsker(
  { url, method, body, type, status, timeout, concurrency }: HttpValues,
  clock: Clock,
): Asker {
  const address = URL.parse(url);
  if (address === null || !["http:", "https:"].includes(address.protocol))
    throw new CliError(EXIT.usage, `--url is "${url}": it has to begin with http:// or https://.`);
  const isSecure = address.protocol === "https:";
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: concurrency });
  const open = isSecure ? requestHttps : requestHttp;
  const bytes = Buffer.from(body);
  const headers = bytes.length === 0 ? {} : { "content-type": type, "content-length": bytes.length };

  const respond = (signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      open(address, { agent, method, headers, signal }).on("error", reject).on("response", resolve).end(bytes);
    });

  return {
    async ask() {
      const late = new AbortController();
      const stopTimer = clock.after(timeout, () => late.abort());
      const began = clock.elapsed();
      try {
        const response = await respond(late.signal);
        const waitMs = clock.elapsed() - began;
        let received = 0;
        for await (const chunk of response as AsyncIterable<Buffer>) received += chunk.length;
        const ms = clock.elapsed() - began;
        if (response.statusCode === status) return { isGood: true, ms, waitMs, bytes: received };
        return {
          isGood: false,
          reason: `it answered with status ${response.statusCode} where ${status} was expected`,
          remedy: "correct --url, --method or --status",
        };
      } catch (error) {
        const reason = late.signal.aborted ? `no whole answer came within ${timeout} ms` : troubleOf(error);
        return { isGood: false, reason, remedy: "start the server or correct --url" };
      } finally {
        stopTimer();
      }
    },
    close: () => agent.destroy(),
  };
}
