// On what the runs happened. Two sessions are only ever compared when these are the same.
import { cpus, release, totalmem, type } from "node:os";
import type { Machine } from "@nomous/workbench/experiments";
import { sha256 } from "../document/content-hash.ts";
import { findGpus } from "./nvidia-smi.ts";
import { systemFile } from "./system-file.ts";

const FINGERPRINT_DIGITS = 12;

export async function describeMachine(): Promise<Machine> {
  const cores = cpus();
  const described = {
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memory: totalmem(),
    gpu: await findGpus(),
    system: systemName(),
    kernel: release(),
    runtime: `Node.js ${process.version}`,
  };
  return { fingerprint: sha256(JSON.stringify(described)).slice(0, FINGERPRINT_DIGITS), ...described };
}

/** `Debian GNU/Linux 13 (trixie)`; elsewhere the family, such as `Darwin`. */
function systemName(): string {
  const [, name] = /^PRETTY_NAME="?([^"\n]+)/m.exec(systemFile("/etc/os-release") ?? "") ?? [];
  return `${name ?? type()} ${process.arch}`;
}
