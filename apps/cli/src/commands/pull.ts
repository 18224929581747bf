// Fetches a model file, with its progress for a person who waits and for a log that is read later.
import { homedir } from "node:os";
import process from "node:process";
import { PullError, pulledModels, pullModel, type PullProgress } from "@nomous/server";
import { CliError } from "../cli-error.ts";
import type { Console } from "../console.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { durationText, progressBar, rateText } from "../progress-bar.ts";
import { sizeText } from "../size-text.ts";

export interface PullOptions {
  readonly sha256?: string;
  readonly name?: string;
}

/** Ctrl-C keeps what was fetched; the same command goes on with it. */
export async function pull(context: Context, url: string, options: PullOptions): Promise<ExitCode> {
  const { runtime, console, env, json } = context;
  const folder = pulledModels({ env, platform: process.platform, home: homedir() });
  const interrupt = new AbortController();
  const stopListening = onSignal(runtime.clock, ["SIGINT", "SIGTERM", "SIGHUP"], () => interrupt.abort());
  try {
    const tell = progressTeller(console);
    const pulled = await pullModel({ ...options, runtime, url, folder, signal: interrupt.signal, tell });
    console.status();
    if (pulled.status === "stopped") {
      console.note(
        pulled.canGoOn
          ? `Stopped after ${sizeText(pulled.bytes)}, which are kept: the same command goes on.`
          : "Stopped. The server says nothing by which the file could be recognised: the next time it begins anew.",
      );
      return EXIT.interrupted;
    }
    const { path, bytes, sha256, checkedBy } = pulled;
    if (json) console.print(JSON.stringify({ path, bytes, sha256, checkedBy: checkedBy ?? null }));
    else {
      console.print(`${path} (${sizeText(bytes)})`);
      console.print(`sha256 ${sha256}, ${CHECKED[checkedBy ?? "nothing"]}`);
    }
    return EXIT.ok;
  } catch (error) {
    throw error instanceof PullError
      ? new CliError(EXIT.failure, error.message, error.remedy, { cause: error })
      : error;
  } finally {
    console.status();
    stopListening();
  }
}

const CHECKED = {
  given: "as it was given",
  server: "as the server says",
  nothing: "compared with nothing: neither was one given nor did the server tell one",
} as const;

/** A bar for a terminal, otherwise a line for every tenth of the file. */
function progressTeller(console: Console): (progress: PullProgress) => void {
  let tenth = 0;
  return (progress) => {
    switch (progress.type) {
      case "begin": {
        const { from, totalBytes } = progress;
        const size = totalBytes === undefined ? "a file of unknown size" : sizeText(totalBytes);
        console.note(from === 0 ? `Fetching ${size}` : `Going on after ${sizeText(from)} of ${size}`);
        tenth = tenthOf(from, totalBytes);
        return;
      }
      case "bytes": {
        const { bytes, totalBytes } = progress;
        console.status(bytesLine(progress));
        if (!console.showsStatus && tenthOf(bytes, totalBytes) > tenth) {
          tenth = tenthOf(bytes, totalBytes);
          console.note(`${tenth * 10} %, ${sizeText(bytes)}`);
        }
        return;
      }
      case "anew":
        return console.note("The file on the server is another one now, or it cannot be gone on with: beginning anew");
      case "retry":
        return console.note(`${progress.why}; trying again in ${durationText(progress.waitMs / 1_000)}`);
      case "check":
        return console.status("Checking …");
    }
  };
}

const tenthOf = (bytes: number, totalBytes: number | undefined): number =>
  totalBytes === undefined || totalBytes === 0 ? 0 : Math.floor((bytes * 10) / totalBytes);

function bytesLine({ bytes, totalBytes, perSecond }: Extract<PullProgress, { type: "bytes" }>): string {
  if (totalBytes === undefined) return `${sizeText(bytes)}, ${rateText(perSecond)}`;
  const left = durationText((totalBytes - bytes) / perSecond);
  return `${progressBar(bytes / totalBytes)}  ${sizeText(bytes)} of ${sizeText(totalBytes)}, ${rateText(perSecond)}, ${left} left`;
}
