// Looks at the machine once a second, keeps the last five minutes and shows the newest; that costs about 50 µs each time.
// GPUs are asked by starting a program, which also keeps a laptop's GPU from sleeping: only every five seconds, and only
// while somebody looks or a model is loaded.
import { type Clock, type StopTimer, SYSTEM, type SystemSample } from "@nomous/protocol";
import type { LatestStreams } from "../stream/latest-streams.ts";
import type { Gpu, Machine } from "./machine.ts";

export interface SystemSamplerParts {
  readonly clock: Clock;
  readonly machine: Machine;
  readonly latest: LatestStreams;
  readonly engines: () => SystemSample["engines"];
}

const SAMPLE_MS = 1_000;
const GPU_MS = 5_000;
/** Five minutes. */
const KEPT = 300;

export class SystemSampler {
  readonly #parts: SystemSamplerParts;
  readonly #samples: SystemSample[] = [];
  readonly #closing = new AbortController();
  #cpu: ReturnType<Machine["cpuTimes"]>;
  /** `undefined` once the machine has said that it cannot tell. */
  #gpus: readonly Gpu[] | undefined = [];
  #isAskingGpus = false;
  #gpusAskedAt = -Infinity;
  #stop: StopTimer;

  /** Begins at once; the first sample comes after a second. */
  constructor(parts: SystemSamplerParts) {
    this.#parts = parts;
    this.#cpu = parts.machine.cpuTimes();
    this.#stop = parts.clock.after(SAMPLE_MS, () => this.#tick());
  }

  /** The last five minutes, oldest first. */
  history(): SystemSample[] {
    return [...this.#samples];
  }

  close(): void {
    this.#stop();
    this.#closing.abort();
  }

  #tick(): void {
    const { clock, latest, engines } = this.#parts;
    this.#stop = clock.after(SAMPLE_MS, () => this.#tick());
    const load = engines();
    this.#lookAtGpus(load.slots > 0 || latest.isWatched(SYSTEM));
    const sample = this.#sample(load);
    this.#samples.push(sample);
    if (this.#samples.length > KEPT) this.#samples.shift();
    latest.show(SYSTEM, sample);
  }

  #sample(engines: SystemSample["engines"]): SystemSample {
    const { clock, machine } = this.#parts;
    return {
      at: clock.now(),
      cpu: this.#cpuShare(),
      cores: machine.cores,
      memory: machine.memory(),
      bridgeBytes: machine.processBytes(),
      gpus: [...(this.#gpus ?? [])],
      engines,
    };
  }

  #cpuShare(): number {
    const before = this.#cpu;
    const now = this.#parts.machine.cpuTimes();
    this.#cpu = now;
    const busyMs = now.busyMs - before.busyMs;
    const totalMs = busyMs + now.idleMs - before.idleMs;
    // Counters of a machine that slept or changed its cores may go backwards.
    return totalMs > 0 ? Math.min(Math.max(busyMs / totalMs, 0), 1) : 0;
  }

  #lookAtGpus(isNeeded: boolean): void {
    if (this.#gpus === undefined || this.#isAskingGpus) return;
    // An old figure is no figure.
    if (!isNeeded) this.#gpus = [];
    const now = this.#parts.clock.elapsed();
    if (!isNeeded || now - this.#gpusAskedAt < GPU_MS) return;
    this.#gpusAskedAt = now;
    void this.#askGpus();
  }

  async #askGpus(): Promise<void> {
    this.#isAskingGpus = true;
    this.#gpus = await this.#parts.machine.gpus(this.#closing.signal);
    this.#isAskingGpus = false;
  }
}
