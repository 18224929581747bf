import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientError } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { CommanderError } from "commander";
import { expect, test } from "vitest";
import { CliError } from "./cli-error.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { explainError } from "./explain-error.ts";

function explained(error: unknown): { exit: ExitCode; lines: string[] } {
  const lines: string[] = [];
  const console = { note: (text: string) => void lines.push(text), styleNote: (_: unknown, text: string) => text };
  return { exit: explainError(console, error), lines };
}

const notStored = (code: string): ClientError =>
  new ClientError("storage-failed", "The command could not be stored here, so it is not sent.", {
    cause: Object.assign(new Error(`${code}: as the system says it`), { code }),
  });

test.each([
  ["ENOSPC", "the disk is full", "Free some space"],
  ["EACCES", "no permission", ".nomous/cli"],
  ["EROFS", "the disk is read-only", "--workspace DIR"],
  ["EMFILE", "EMFILE: as the system says it", "nomous doctor"],
])(
  "a command that the client's own disk refused with %s is told with the reason and what to do",
  (code, why, remedy) => {
    const { exit, lines } = explained(notStored(code));
    expect(exit).toBe(EXIT.unavailable);
    expect(lines[0]).toBe(`nomous: The command could not be stored here, so it is not sent: ${why}.`);
    expect(lines[1]).toContain(remedy);
  },
);

test("a client whose outbox is gone says why", async () => {
  const directory = mkdtempSync(join(tmpdir(), "nomous-gone-"));
  const client = await openNodeClient({ url: "http://127.0.0.1:1", directory });
  renameSync(join(directory, "outbox"), join(directory, "elsewhere"));
  const error: unknown = await client
    .command("conversation.delete", { conversation: "0" as never })
    .result.catch((reason: unknown) => reason);
  expect(explained(error).lines[0]).toContain("so it is not sent: ENOENT");
  await client.close();
  rmSync(directory, { recursive: true });
});

test("other errors keep their words, their remedy and their exit code", () => {
  expect(explained(new CliError(EXIT.refused, "No.", "Try this."))).toEqual({
    exit: EXIT.refused,
    lines: ["nomous: No.", "  Try this."],
  });
  expect(explained(new Error("odd"))).toEqual({ exit: EXIT.failure, lines: ["nomous: odd"] });
  expect(explained(new CommanderError(1, "x", "said already"))).toEqual({ exit: EXIT.usage, lines: [] });
});
