// For tests: the evidence of a session as a job or a file gives it, whole rounds on a quiet machine.
import {
  decodeExperiment,
  encodeRecord,
  EVIDENCE_VERSION,
  type EvidenceRecord,
  FIRST_SEAL,
  freezeProtocol,
  orderOfRound,
  protocolHash,
  type RunRecord,
} from "@nomous/workbench/experiments";

/** The body of its block. */
export const EXPERIMENT = `id: piers
question: Is the north pier faster?
variants:
  - { id: south, run: [node, south.mjs] }
  - { id: north, run: [node, north.mjs] }
metrics:
  - { id: ms, unit: ms, better: lower, threshold: 5 % }
rounds: 8
`;

const MACHINE = {
  fingerprint: "0123456789ab",
  cpu: "CPU",
  cores: 2,
  memory: 1,
  gpu: [],
  system: "s",
  kernel: "k",
  runtime: "r",
};
const NOTHING = { bytes: 0, sha256: "", text: "", file: null, isCut: false };
const READINGS = {
  wallMs: 20,
  cpuMs: 10,
  peakMemory: 1,
  diskRead: 0,
  diskWritten: 0,
  outputBytes: 9,
  gpuMemory: null,
  gpuUtilisation: null,
};
const QUIET = {
  canaryMs: 8,
  others: 0,
  load: 0,
  cores: 2,
  governor: null,
  onBattery: null,
  throttled: null,
  memoryPressure: null,
  stolen: null,
  clockJumpMs: 0,
  gpu: null,
} as const;

/** Sealed lines; north takes 20 % less. `inputs`: hashes of files by their paths, as when it began. */
export function sessionText(startedAt: string, rounds: number, inputs: Record<string, string | null> = {}): string {
  const decoded = decodeExperiment(EXPERIMENT);
  if (!decoded.ok) throw new Error("the experiment of the fixture is none");
  const protocol = freezeProtocol(decoded.experiment);
  const runOf = (round: number, position: number, variant: string, isControl: boolean): RunRecord => ({
    type: "run",
    round,
    attempt: 1,
    position,
    variant,
    isControl,
    startedAt,
    outcome: "ok",
    exitCode: 0,
    signal: null,
    reason: null,
    values: { ms: (variant === "north" ? 80 : 100) + ((7 * round + 3 * position) % 5) / 10 },
    process: READINGS,
    stages: {},
    stdout: NOTHING,
    stderr: NOTHING,
    guard: QUIET,
  });
  const records: EvidenceRecord[] = [
    {
      type: "session",
      version: EVIDENCE_VERSION,
      session: "20261129T061500-3f2a91",
      startedAt,
      document: "docs/piers.md",
      protocol,
      protocolHash: protocolHash(protocol),
      git: { commit: null, branch: null, dirtyHash: null },
      inputs,
      variants: {},
      env: {},
      machine: MACHINE,
      tool: { name: "nomous", version: "0.1.0" },
    },
    ...Array.from({ length: rounds }, (_, i) =>
      orderOfRound(protocol, i + 1, 1).map(({ variant, isControl }, at) => runOf(i + 1, at + 1, variant, isControl)),
    ).flat(),
  ];
  let seal = FIRST_SEAL;
  return records
    .map((record) => {
      const sealed = encodeRecord(record, seal);
      ({ seal } = sealed);
      return sealed.line;
    })
    .join("");
}
