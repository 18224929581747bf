// What can be wrong with what a plan has read, reaches, and rolls out.
import { type Defect, plants } from "./defect.ts";

const READING: readonly Defect[] = [
  ...plants(
    "not applicable without a reason",
    {
      in: "session-resume",
      find: "| Not applicable, because no model is exchanged                                    |",
      put: ["| Not applicable |", "| N/A |", "| n/a |", "| none |"],
    },
    {
      in: "inspection-gate",
      find: "| Not applicable, because stages talk over Unix sockets inside one machine |",
      put: ["| Not applicable |", "| N/A |"],
    },
    {
      in: "log-sync",
      find: "| Not applicable: neither robot nor station has a card |",
      put: ["| Not applicable. |", "| - |"],
    },
  ),
  ...plants(
    "aspect without a source",
    {
      in: "session-resume",
      find: "| Session registry and the page's connection                                       | packages/bridge/src/session.ts:22        |",
      put: "| Session registry and the page's connection                                       | |",
    },
    {
      in: "inspection-gate",
      find: "| One crack detector in ONNX, 11 MB | vision/models/README.md:8 |",
      put: ["| One crack detector in ONNX, 11 MB | |", "| One crack detector in ONNX, 11 MB | Tomasz |"],
    },
    { in: "log-sync", find: "| `docs/requirements/fleet-logs.md:19` |", put: "| known |" },
  ),
  ...plants(
    "aspect that nobody looked at",
    {
      in: "session-resume",
      find: "| A page shows what it has and says that it waits                                  | packages/web/src/connection.ts:77        |",
      put: ["| | |", "| TBD | |"],
    },
    {
      in: "inspection-gate",
      find: "| RTX A2000 with 6 GB in the PC of the line | vision/config/line-3.yaml:9 |",
      put: "| ? | ? |",
    },
  ),
  ...plants(
    "field with a wrong value",
    {
      in: "session-resume",
      find: "scopes: [realtime, offline, backend, frontend]",
      put: ["scopes: [realtime, offline, back-end, frontend]", "scopes: [realtime, offline, backend, ui]"],
    },
    { in: "log-sync", find: "scope: [offline]", put: "scope: [offline, server]" },
  ),
  ...plants("field with a wrong value", {
    in: "session-resume",
    find: "compatibility: no breaking changes",
    put: ["compatibility: mostly", "compatibility: yes"],
  }),
  ...plants(
    "model without a hash",
    {
      in: "inspection-gate",
      find: "41d7a0be93c85f126e7b4d90a3f2c81655de0b97f84ca13d620e95b7c3f8a04d",
      put: ["", "latest", "TBD", "see the release page"],
    },
    {
      in: "inspection-gate",
      find: "| crack-v7 | 7.2 | 9f2c4e61b07d35aa8c1e5f0472d96b3be84a17c0d5f36e29ab90c7714d8e2f53 |",
      put: ["| crack-v7 | | |", "| crack-v7 | newest | see the server |"],
    },
  ),
  ...plants(
    "risk without a mitigation",
    {
      in: "session-resume",
      find: "| It is spent at the first read; T2 tests two sockets with one    |",
      put: ["| |", "| - |", "| unclear |", "| none |"],
    },
    {
      in: "inspection-gate",
      find: "| B1 is repeated with a recording from the press before phase Guarded |",
      put: ["| |", "| TBD |"],
    },
    {
      in: "log-sync",
      find: "| Robots keep segments for 3 visits, tested in S6 |",
      put: ["| ? |", "| We cross our fingers |"],
    },
  ),
  ...plants(
    "risk that nobody weighed",
    {
      in: "session-resume",
      find: "| low        | high   | Limit of 2 MiB a session",
      put: "|            |        | Limit of 2 MiB a session",
    },
    { in: "inspection-gate", find: "| low | high | Watchdog", put: "| ? | ? | Watchdog" },
  ),
  ...plants(
    "validation that nothing meets",
    {
      in: "session-resume",
      find: "| `npm run check` before each merge                             |",
      put: ["| |", "| yes |", "| TBD |"],
    },
    { in: "inspection-gate", find: "| Not applicable, because the trial script has no callers |", put: "| N/A |" },
    {
      in: "log-sync",
      find: "| Offline-first architecture | S2, S6 |",
      put: ["| Offline-first architecture | S2, S16 |", "| Offline-first architecture | will be considered |"],
    },
  ),
  ...plants(
    "timeline without a time",
    {
      in: "session-resume",
      find: "The tasks take 13 days when all goes as likely.",
      put: "The tasks are finished when they are finished.",
      or: ["## Resources and Timeline", "Mara Lindqvist and Jonas Weber, half"],
    },
    {
      in: "inspection-gate",
      find: "Tomasz Zielinski for 4 weeks, Ines Duarte for 2 weeks, the PC of the line,",
      put: "Tomasz Zielinski and Ines Duarte, the PC of the line,",
      or: "### 9. Resource requirements",
    },
  ),
];

const TARGETS: readonly Defect[] = [
  ...plants(
    "target without a number and a unit",
    {
      in: "session-resume",
      find: "| 2,400 ms p95, bench/results/2026-10-socket.md:12 | 150 ms   |",
      put: "| 2,400 ms p95, bench/results/2026-10-socket.md:12 | 150      |",
    },
    { in: "log-sync", find: "| 120 MB |", put: "| 120 |" },
  ),
  ...plants(
    "target without a number and a unit",
    {
      in: "session-resume",
      find: "| 2.6 MiB  | T7          |",
      put: ["| less     | T7          |", "|          | T7          |", "| TBD      | T7          |"],
    },
    { in: "inspection-gate", find: "| 60 MB/s | C2 |", put: ["| as low as possible | C2 |", "| low | C2 |"] },
  ),
  ...plants(
    "target without a baseline",
    {
      in: "session-resume",
      find: "| 61 KiB, bench/results/2026-10-socket.md:15       |",
      put: ["| |", "| unknown |", "| TBD |"],
    },
    { in: "inspection-gate", find: "| 95 s, vision/bench/results.md:12 |", put: ["| |", "| - |"] },
    { in: "log-sync", find: "| 52 h, `research/2026-08-20-log-uploader.md:36` |", put: "| ? |" },
  ),
  ...plants(
    "target that is worse than the baseline",
    { in: "session-resume", find: "| 150 ms   | T7          |", put: "| 2,900 ms | T7          |" },
    { in: "inspection-gate", find: "| 1.8 GB | C2 |", put: "| 2.6 GB | C2 |" },
    { in: "log-sync", find: "| 20 h | S6 |", put: ["| 60 h | S6 |", "| 3 d | S6 |"] },
  ),
  ...plants(
    "target that an unknown task verifies",
    {
      in: "session-resume",
      find: "| 50 KiB   | T7          |",
      put: ["| 50 KiB   | T9          |", "| 50 KiB   | C7          |"],
    },
    { in: "inspection-gate", find: "| 400 ms | C1 |", put: "| 400 ms | C11 |" },
    { in: "log-sync", find: "| 1.7 GB | S6 |", put: "| 1.7 GB | S60 |" },
  ),
  ...plants(
    "target that nothing verifies",
    {
      in: "session-resume",
      find: "| 2 s      | T6          |",
      put: ["| 2 s      |             |", "| 2 s      | later       |"],
    },
    { in: "log-sync", find: "| 3 GB | S1 |", put: ["| 3 GB | |", "| 3 GB | - |"] },
  ),
  ...plants(
    "kind of test that is missing",
    {
      in: "session-resume",
      find: "- **Unit tests:** the ring at its limit of 2 MiB (O3), cursors that only move forward (O1).",
      put: ["- **Unit tests:**", "- **Unit tests:** none", "- **Unit tests:** as usual"],
    },
    {
      in: "inspection-gate",
      find: "- GPU tests: card memory is asserted below 1.8 GB; on machines without a card these tests are skipped and named.",
      put: ["- GPU tests: -", "- GPU tests: TBD"],
    },
    {
      in: "log-sync",
      find: "| Performance tests | `make write-bench`: log lines a second with and without a transfer (G3) |",
      put: ["| Performance tests | |", "| Performance tests | to be defined |"],
    },
  ),
];

const ROLLOUT: readonly Defect[] = [
  ...plants(
    "rollout step without a trigger that can be read",
    { in: "session-resume", find: "| Misses above 5 % for 10 min        |", put: ["| |", "| - |", "| TBD |"] },
    { in: "inspection-gate", find: "| Above 8 % over 200 brackets |", put: ["| |", "| n/a |"] },
    { in: "log-sync", find: "| more than 10 errors in an hour |", put: "| |" },
  ),
  ...plants(
    "rollout step without a trigger that can be read",
    {
      in: "session-resume",
      find: "| Above 120 MiB for 5 min            |",
      put: ["| When it gets too large |", "| If something goes wrong |"],
    },
    { in: "inspection-gate", find: "| p95 above 400 ms for 10 min |", put: "| too slow |" },
    { in: "log-sync", find: "| above 2 for one robot |", put: "| when in doubt |" },
  ),
  ...plants(
    "rollout step without a way back",
    { in: "session-resume", find: "| `flags set resume=off --team`      |", put: ["| |", "| ? |"] },
    { in: "inspection-gate", find: "| `systemctl stop detector gate` |", put: ["| |", "| TBD |", "| not possible |"] },
    { in: "log-sync", find: "| `LOG_SEGMENTS=0` in hall B |", put: "| - |" },
  ),
  ...plants(
    "rollout step that nobody watches or verifies",
    { in: "session-resume", find: "| `bridge_ring_bytes`          |", put: ["| |", "| everything |"] },
    { in: "inspection-gate", find: "| `gate_missing_scores_total` |", put: ["| |", "| - |"] },
  ),
  ...plants(
    "rollout step that nobody watches or verifies",
    { in: "session-resume", find: "| 100 cut answers go on                     |", put: ["| |", "| looks good |"] },
    { in: "log-sync", find: "| Both sides hold the same days |", put: "| |" },
  ),
  ...plants("rollback that is no procedure", {
    in: "session-resume",
    find: "`flags set resume=off`, then `deploy bridge@1.8.4`. Answers that are waiting restart; nothing else is lost. Last tried on 2026-11-10 in the test cluster.",
    put: ["In case of problems we roll back.", "TBD", "Not needed."],
    or: "### Rollback procedure",
  }),
];

const FRAME: readonly Defect[] = [
  ...plants(
    "state that is none",
    { in: "session-resume", find: "status: in-review", put: ["status: in-reveiw", "status: open"] },
    { in: "inspection-gate", find: "**Status:** Approved", put: "**Status:** LGTM" },
  ),
  ...plants("state that is none", {
    in: "inspection-gate",
    find: "**Status:** Approved",
    put: [
      "**Status:** Draft / In review / Approved / Done",
      "**Status:** Draft | In review | Approved | In progress | Done | Rejected",
    ],
  }),
  ...plants(
    "wrong day",
    {
      in: "session-resume",
      find: "date: 2026-11-02\nupdated",
      put: ["date: 2026-11-31\nupdated", "date: 2026-00-02\nupdated"],
      at: "date: 2026-",
    },
    { in: "log-sync", find: "created: 2026-11-10", put: "created: November" },
  ),
  ...plants(
    "wrong day",
    { in: "inspection-gate", find: "**Date:** 2026-11-05", put: "**Date:** 2028-11-05" },
    { in: "log-sync", find: "created: 2026-11-10", put: "created: 2026-11-30" },
  ),
  ...plants(
    "wrong day",
    { in: "session-resume", find: "updated: 2026-11-16", put: "updated: 2026-10-16", or: "date: 2026-11-02\n" },
    {
      in: "inspection-gate",
      find: "**Last updated:** 2026-11-14",
      put: "**Last updated:** 2025-11-14",
      or: "**Date:** 2026-11-05",
    },
  ),
  ...plants(
    "nobody wrote it",
    { in: "session-resume", find: "author: Mara Lindqvist", put: ["author:", "author: TBD", "author: <author>"] },
    { in: "inspection-gate", find: "**Author:** Tomasz Zielinski", put: "**Author:** ?" },
  ),
  ...plants("field with a wrong value", { in: "session-resume", find: "commit: 4be19c2", put: "commit: 4be19c3" }),
];

export const PLAN_DELIVERY: readonly Defect[] = [...READING, ...TARGETS, ...ROLLOUT, ...FRAME];
