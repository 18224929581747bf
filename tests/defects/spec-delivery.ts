// What can be wrong with how a spec is run and delivered: who watches, how much it holds, in which phases it comes, what is open.
import { type Defect, plants } from "./defect.ts";

export const SPEC_DELIVERY: readonly Defect[] = [
  ...plants(
    "alert without a threshold",
    {
      in: "session-resume",
      find: "`bridge_resume_misses_total` above 5 % of resumes for 10 min pages the bridge team",
      put: [
        "`bridge_resume_misses_total` pages the bridge team when it gets too high",
        "an unusual rise of `bridge_resume_misses_total` pages the bridge team",
      ],
    },
    {
      in: "inspection-gate",
      find: "`gate_latency_ms` above 400 ms for 1 min calls the maintenance desk",
      put: "`gate_latency_ms` calls the maintenance desk when it is bad",
    },
    {
      in: "log-sync",
      find: "`sync_days_missing` above 2 for one robot opens a ticket for Fleet Data",
      put: "missing days in `sync_days_missing` open a ticket for Fleet Data",
    },
  ),
  ...plants(
    "alert without a metric",
    {
      in: "session-resume",
      find: "`bridge_resume_misses_total` above 5 % of resumes for 10 min pages",
      put: "above 5 % for 10 min it pages",
    },
    {
      in: "log-sync",
      find: "`sync_days_missing` above 2 for one robot opens a ticket for Fleet Data, who look at the dock's radio first.",
      put: "Fleet Data is told when more than 2 things look wrong.",
    },
  ),
  ...plants(
    "alert on a metric that is not observed",
    {
      in: "session-resume",
      find: "**Alerting:** `bridge_resume_misses_total`",
      put: "**Alerting:** `bridge_resume_failures_total`",
    },
    { in: "inspection-gate", find: "**Alerting:** `gate_reject_ratio`", put: "**Alerting:** `gate_rejection_rate`" },
  ),
  ...plants(
    "estimate that is not marked as one",
    {
      in: "session-resume",
      find: "1,800 frames a second at the peak, measured in [the research on lost frames](../research/2026-10-02-lost-frames.md).",
      put: ["1,800 frames a second at the peak.", "1,800 frames a second at the peak, which the gate has to serve."],
    },
    { in: "inspection-gate", find: "are 7.2 GB a day, an estimate; rejected", put: "are 7.2 GB a day; rejected" },
    {
      in: "log-sync",
      find: "36 GB a day before compression, about 11 GB after it (estimate, zstd on one week of logs)",
      put: "36 GB a day before compression, 11 GB after it",
    },
  ),
  ...plants(
    "capacity without a number",
    {
      in: "session-resume",
      find: "40 sessions at once and 1,800 frames a second at the peak, measured in [the research on lost frames](../research/2026-10-02-lost-frames.md).",
      put: "moderate, with peaks in the afternoon.",
    },
    {
      in: "log-sync",
      find: "26 robots with 1.4 GB a day each, measured in [how the uploader works today](../research/2026-08-20-log-uploader.md).",
      put: "all robots with their usual amount of logs, see [how the uploader works today](../research/2026-08-20-log-uploader.md).",
    },
  ),
  ...plants(
    "duration in a phase",
    {
      in: "session-resume",
      find: "Phase 2: pages of the team resume;",
      put: ["Phase 2 (2 weeks): pages of the team resume;", "Phase 2: for three weeks pages of the team resume;"],
    },
    {
      in: "inspection-gate",
      find: "Phase 1: the gate decides, the pusher rests;",
      put: [
        "Phase 1 (until 2026-12-18): the gate decides, the pusher rests;",
        "Phase 1: the gate decides for 10 days, the pusher rests;",
      ],
    },
    {
      in: "inspection-gate",
      find: "Phase 3: inspectors see the second belt only",
      put: "Phase 3: inspectors see the second belt only; takes about one month",
    },
  ),
  ...plants(
    "phase that says nothing",
    {
      in: "session-resume",
      find: "Phase 3: all pages resume, and the comparison of texts is removed",
      put: ["Phase 3:", "Phase 3: TBD", "Phase 3: …"],
    },
    {
      in: "inspection-gate",
      find: "Phase 2: the pusher moves, inspectors still see every bracket; goes on when at most 1 % of cracked ones pass",
      put: "Phase 2:",
    },
  ),
  ...plants(
    "backfill without a verification",
    {
      in: "inspection-gate",
      find: "**Verification:** the count of rows equals the count of pictures, and 200 random scores are computed again; when they differ the table is dropped and the script starts over.",
      put: ["**Verification:**", "**Verification:** not needed", "**Verification:** somebody has a look at it"],
    },
    {
      in: "log-sync",
      find: "**Validation:** bytes before and after are compared for each day; a day that differs is cut again and reported.",
      put: ["**Validation:** -", "**Validation:** we trust the script."],
    },
  ),
  ...plants("open question in an approved spec", {
    in: "log-sync",
    find: "None: the last one, who pays for the second dock, was answered on 2026-11-02 by Samuel Okafor (Fleet Data does).",
    put: [
      "- [ ] Who pays for the second dock?",
      "- Who pays for the second dock? Nobody has asked yet.",
      "It is still unclear who pays for the second dock.",
    ],
    or: ["status: approved", "## Open questions"],
  }),
  ...plants(
    "open question that asks nothing",
    {
      in: "session-resume",
      find: "Does the proxy of the Berlin office keep sockets open for 60 s? Jonas Weber asks its operators.",
      put: ["Question 1", "TBD"],
    },
    {
      in: "inspection-gate",
      find: "Who may see rejected pictures after a complaint? The works council answers.",
      put: ["", "..."],
    },
  ),
  ...plants(
    "state that is none",
    { in: "session-resume", find: "In Review (RFC)            |", put: ["In Revew |", "Pending |", "Almost done |"] },
    { in: "log-sync", find: "status: approved", put: ["status: signed-off", "status: 80 %"] },
  ),
  ...plants("state that is none", {
    in: "inspection-gate",
    find: "In Review (RFC)         |",
    put: [
      "Draft (WIP) / In Review (RFC) / Approved / Implemented / Deprecated / Rejected |",
      "Draft, In Review, Approved |",
    ],
  }),
  ...plants(
    "wrong day",
    {
      in: "session-resume",
      find: "2026-10-19 / 2026-11-12    |",
      put: ["2026-10-19 / 2026-11-31 |", "2026-13-19 / 2026-11-12 |"],
    },
    { in: "log-sync", find: "created: 2026-08-31", put: ["created: 2026-09-31", "created: last summer"] },
  ),
  ...plants(
    "wrong day",
    { in: "inspection-gate", find: "2026-09-28 / 2026-11-03 |", put: "2026-09-28 / 2027-11-03 |" },
    { in: "log-sync", find: "updated: 2026-11-09", put: "updated: 2062-11-09" },
  ),
  ...plants(
    "wrong day",
    { in: "session-resume", find: "2026-10-19 / 2026-11-12 ", put: "2026-10-19 / 2026-09-12 " },
    { in: "log-sync", find: "updated: 2026-11-09", put: "updated: 2026-08-09", or: "created: 2026-08-31" },
  ),
  ...plants(
    "nobody wrote it",
    { in: "session-resume", find: "| Mara Lindqvist             |", put: ["| |", "| TBD |", "| <your name> |"] },
    {
      in: "log-sync",
      find: "authors: [Aiko Tanaka, Samuel Okafor]",
      put: ["authors: []", "authors:", "authors: TODO"],
    },
  ),
  ...plants("field with a wrong value", {
    in: "session-resume",
    find: "scopes: [api, data, security, operations]",
    put: ["scopes: [api, data, security, operation, ops]", "scopes: [api, database, security, operations]"],
  }),
  ...plants("field with a wrong value", {
    in: "session-resume",
    find: "| no breaking changes        |",
    put: ["| mostly |", "| to be discussed |"],
  }),
  ...plants("field with a wrong value", { in: "session-resume", find: "commit: 4be19c2", put: "commit: 4be19d7" }),
];
