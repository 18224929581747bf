import { commandLine } from "@nomous/workbench";
import type { VerificationLine } from "./verification-line.ts";

/** What was seen, in a sentence: which command ended how, which file was not there, what somebody looked at. */
export function verificationWords({
  kind,
  outcome,
  seen,
  commands = [],
  artefacts = {},
  person,
}: VerificationLine): string {
  if (kind === "seen") return `${person} looked at it: ${seen ?? ""}`.trimEnd();
  const missing = Object.entries(artefacts).find(([, hash]) => hash === null)?.[0];
  const last = commands.at(-1);
  if (outcome === "failed" && last !== undefined && last.exitCode !== 0) return `${inWords(last)}.`;
  if (missing !== undefined) return `${missing} is not there.`;
  const there = Object.keys(artefacts);
  const ran = commands.map((one) => `\`${commandLine(one.argv)}\``);
  return [
    ...(ran.length > 0 ? [`${ran.join(", ")} passed.`] : []),
    ...(there.length > 0 ? [`${there.join(", ")} ${there.length === 1 ? "is" : "are"} there.`] : []),
  ].join(" ");
}

type Command = NonNullable<VerificationLine["commands"]>[number];

function inWords({ argv, exitCode, signal, isTimedOut, durationMs }: Command): string {
  const name = `\`${commandLine(argv)}\``;
  if (isTimedOut === true) return `${name} had not ended after ${Math.round(durationMs / 1_000)} s, and was ended`;
  return exitCode === null
    ? `${name} was ended by ${signal ?? "a signal"}`
    : `${name} ended with exit code ${exitCode}`;
}
