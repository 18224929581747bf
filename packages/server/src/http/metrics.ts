// What /metrics tells. The hot path adds to plain numbers; they are read when somebody asks.
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Counts } from "../connection/counts.ts";
import type { GenerationObserver } from "../generation/generation-observer.ts";

export interface Metrics {
  readonly registry: Registry;
  /** A commit that storage answered. */
  readonly observeCommit: (tookMs: number, items: number) => void;
  readonly generations: GenerationObserver;
}

const COMMIT_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2];
const FIRST_PART_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const items = new Counter({ name: "nomous_items_total", help: "Items made durable.", registers: [registry] });
  const commits = new Histogram({
    name: "nomous_commit_seconds",
    help: "Time from a commit's numbering to its being durable.",
    buckets: COMMIT_SECONDS,
    registers: [registry],
  });
  const active = new Gauge({ name: "nomous_generations", help: "Answers being written.", registers: [registry] });
  const ended = new Counter({
    name: "nomous_generations_ended_total",
    help: "Answers that ended, by reason.",
    labelNames: ["reason"],
    registers: [registry],
  });
  const firstPart = new Histogram({
    name: "nomous_first_part_seconds",
    help: "Time from a prompt's commit to the first part of its answer.",
    buckets: FIRST_PART_SECONDS,
    registers: [registry],
  });
  return {
    registry,
    observeCommit(tookMs, count) {
      commits.observe(tookMs / 1_000);
      items.inc(count);
    },
    generations: {
      started: () => active.inc(),
      firstPart: (ms) => firstPart.observe(ms / 1_000),
      finished(reason) {
        active.dec();
        ended.inc({ reason });
      },
    },
  };
}

/** Adds what connections and streams count by themselves. */
export function registerCounts({ registry }: Metrics, counts: Counts, streams: { readonly size: number }): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    void new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  gauge("nomous_connections", "Open connections.", () => counts.connections);
  gauge("nomous_connections_accepted", "Connections since the start.", () => counts.accepted);
  gauge("nomous_messages_received", "Messages from clients since the start.", () => counts.messages);
  gauge("nomous_commands_received", "Commands since the start.", () => counts.commands);
  gauge("nomous_queries_received", "Queries since the start.", () => counts.queries);
  gauge("nomous_sent_bytes", "Payload bytes handed to sockets since the start.", () => counts.sentBytes);
  gauge("nomous_streams", "Streams in memory.", () => streams.size);
}
