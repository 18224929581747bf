// What can be wrong with what a plan promises and with the tasks that are to keep it.
import { type Defect, plants } from "./defect.ts";

const PROMISES: readonly Defect[] = [
  ...plants(
    "contradictory objectives",
    {
      in: "session-resume",
      below: "- O4: A page of version 1.8",
      put: ["- O5: The buffer of one session has no limit", "- O5: The buffer of one session holds at least 4 MiB"],
      and: [["limit of 2 MiB (O3)", "limit of 2 MiB (O3, O5)"]],
      or: "- O3: The buffer of one session",
    },
    {
      in: "inspection-gate",
      below: "  4. The line runs by hand",
      put: "  5. The line does not run by hand when the PC is off",
      or: "  4. The line runs by hand",
    },
    {
      in: "log-sync",
      below: "| G3 | Writing log lines",
      put: "| G4 | Writing log lines stops while a transfer runs |",
      and: [["without a transfer (G3)", "without a transfer (G3, G4)"]],
      or: "| G3 | Writing log lines",
    },
  ),
  ...plants(
    "duplicate objective",
    {
      in: "session-resume",
      below: "- O4: A page of version 1.8",
      put: "- O5: The new bridge works with a page of version 1.8",
      and: [["version 1.8 (O4).", "version 1.8 (O4, O5)."]],
      or: "- O4: A page of version 1.8",
    },
    {
      in: "inspection-gate",
      below: "  4. The line runs by hand",
      put: "  5. Decisions are made within 400 ms of the exposure",
      or: "  3. A decision is made",
    },
  ),
  ...plants(
    "two things with one id",
    {
      in: "session-resume",
      find: "- O2: The first frame",
      put: "- O1: The first frame",
      and: [["each target (O2)", "each target (O1)"]],
      or: "- O1: A page",
    },
    {
      in: "log-sync",
      find: "| G3 | Writing",
      put: "| G2 | Writing",
      and: [["without a transfer (G3)", "without a transfer (G2)"]],
      or: "| G2 | An interrupted",
    },
  ),
  ...plants(
    "objective without a test",
    {
      in: "session-resume",
      below: "- O4: A page of version 1.8",
      put: "- O5: Readers choose the size of the letters in the settings",
    },
    {
      in: "inspection-gate",
      below: "  4. The line runs by hand",
      put: "  5. Inspectors see the score of each rejected bracket on a screen",
    },
    {
      in: "log-sync",
      find: "`make write-bench`: log lines a second with and without a transfer (G3)",
      put: "`make radio-bench`: megabytes a second on the radio",
      at: "| G3 | Writing log lines",
    },
  ),
  ...plants(
    "promise that nobody can measure",
    {
      in: "session-resume",
      find: "At most 1 % of answers restart, counted over one week of phase 2",
      put: [
        "Hardly any answers restart",
        "Answers restart less often than today",
        "Users are satisfied with the reconnect",
      ],
    },
    {
      in: "session-resume",
      find: "The soak of 8 h ends with less than 5 MiB of growth",
      put: "Memory does not grow noticeably",
    },
    {
      in: "inspection-gate",
      find: "The customer finds at most 3 cracked brackets in 10,000 delivered ones",
      put: ["The customer is content with the quality", "The customer finds few cracked brackets"],
    },
    {
      in: "log-sync",
      find: "| Bytes on the radio compared with August | at most 40 % |",
      put: [
        "| Bytes on the radio compared with August | significantly fewer |",
        "| Bytes on the radio compared with August | acceptable |",
      ],
    },
  ),
  ...plants(
    "criteria that contradict each other",
    {
      in: "session-resume",
      below: "- At most 1 % of answers restart",
      put: "- At least 2 % of answers restart, counted over one week of phase 2",
      or: "- At most 1 % of answers restart",
    },
    {
      in: "log-sync",
      below: "| Bytes on the radio compared",
      put: "| Bytes on the radio compared with August | at least 60 % |",
      or: "| Bytes on the radio compared with August | at most",
    },
  ),
  ...plants(
    "promise that nobody can measure",
    {
      in: "session-resume",
      find: "O2: The first frame after a reconnect arrives within 150 ms at the 95th percentile",
      put: ["O2: The first frame after a reconnect arrives promptly", "O2: Reconnecting is seamless"],
    },
    {
      in: "inspection-gate",
      find: "  3. A decision is made within 400 ms of the exposure\n",
      put: "  3. A decision is made in an optimal way\n",
    },
  ),
];

const TASKS: readonly Defect[] = [
  ...plants(
    "tasks in a circle",
    {
      in: "session-resume",
      find: "| T1 | Ring of frames with a limit in bytes                   |        |",
      put: "| T1 | Ring of frames with a limit in bytes                   | T3     |",
      or: "| T3 | Replay, then join",
    },
    {
      in: "inspection-gate",
      find: "| B2 | Detector service around crack-v7 | |",
      put: "| B2 | Detector service around crack-v7 | B4 |",
      or: "| B4 | Ledger and scores",
    },
    {
      in: "log-sync",
      find: "| S3 | Ingest API for segments | - |",
      put: "| S3 | Ingest API for segments | S5 |",
      or: "| S5 | Old files are cut",
    },
  ),
  ...plants(
    "tasks in a circle",
    {
      in: "session-resume",
      find: "| T2 | Tickets and the check at the gate                      |        |",
      put: "| T2 | Tickets and the check at the gate                      | T6     |",
      or: ["| T5 | The page remembers", "| T6 | Banner"],
    },
    {
      in: "inspection-gate",
      find: "| B2 | Detector service around crack-v7 | |",
      put: "| B2 | Detector service around crack-v7 | C1 |",
      or: ["| B3 | Gate controller", "| C1 | Playback"],
    },
    {
      in: "log-sync",
      find: "| S1 | Segment writer that closes a segment at 4 MiB | - |",
      put: "| S1 | Segment writer that closes a segment at 4 MiB | S6 |",
      or: ["| S4 | Uploader sends", "| S6 | Two robots"],
    },
  ),
  ...plants(
    "task that waits for itself",
    {
      in: "session-resume",
      find: "| T4 | Counters `bridge_resumes_total` and misses             | T3     |",
      put: [
        "| T4 | Counters `bridge_resumes_total` and misses             | T4     |",
        "| T4 | Counters `bridge_resumes_total` and misses             | T3, T4 |",
      ],
    },
    {
      in: "inspection-gate",
      find: "| C3 | Power cut of the PC while the line runs | B3 |",
      put: "| C3 | Power cut of the PC while the line runs | C3 |",
    },
  ),
  ...plants(
    "task that waits for an unknown one",
    {
      in: "session-resume",
      find: "| T7 | Bench of reconnects with 40 sessions                   | T3, T5 |",
      put: [
        "| T7 | Bench of reconnects with 40 sessions                   | T3, T15 |",
        "| T7 | Bench of reconnects with 40 sessions                   | T3, B5 |",
      ],
    },
    {
      in: "log-sync",
      find: "| S5 | Old files are cut at the station | S3 |",
      put: "| S5 | Old files are cut at the station | S30 |",
    },
  ),
  ...plants(
    "two things with one id",
    {
      in: "session-resume",
      find: "| T6 | Banner while offline ",
      put: "| T5 | Banner while offline ",
      and: [
        ["| 2 s      | T6          |", "| 2 s      | T5          |"],
        ["| T6, and the bridge", "| T5, and the bridge"],
      ],
      or: "| T5 | The page remembers",
    },
    {
      in: "inspection-gate",
      find: "| B4 | Ledger and scores",
      put: "| B3 | Ledger and scores",
      or: "| B3 | Gate controller",
    },
  ),
  ...plants(
    "estimate that is upside down",
    {
      in: "session-resume",
      find: "| T3 | Replay, then join the live stream                      | T1, T2 | 2d  | 3d     | 5d  |",
      put: [
        "| T3 | Replay, then join the live stream                      | T1, T2 | 5d  | 3d     | 2d  |",
        "| T3 | Replay, then join the live stream                      | T1, T2 | 2d  | 8d     | 5d  |",
      ],
    },
    { in: "inspection-gate", find: "| 3 d | 5 d | 9 d |", put: "| 3 d | 5 d | 4 d |" },
    {
      in: "log-sync",
      find: "| S3 | 1d | 2d | 3d | `make compare-days`",
      put: "| S3 | 1d | 2d | 3h | `make compare-days`",
    },
  ),
  ...plants(
    "estimate that is negative or none",
    {
      in: "session-resume",
      find: "| T6 | Banner while offline                                   | T5     | 4h  | 1d     | 2d  |",
      put: [
        "| T6 | Banner while offline                                   | T5     | -4h | 1d     | 2d  |",
        "| T6 | Banner while offline                                   | T5     | soon | later | never |",
        "| T6 | Banner while offline                                   | T5     |     |        |     |",
      ],
    },
    { in: "inspection-gate", find: "| B2 | 1 d | 2 d | 3 d |", put: "| B2 | ? | ? | ? |" },
    {
      in: "log-sync",
      find: "| S2 | Sync journal | - | 1d | 2d | 3d |",
      put: "| S2 | Sync journal | - | 1d | -2d | 3d |",
    },
  ),
  ...plants(
    "task that nothing verifies",
    {
      in: "session-resume",
      find: "| `npm test -- connection` passes                          |",
      put: ["| |", "| - |", "| TBD |"],
    },
    { in: "inspection-gate", find: "| `cargo test -p gate` passes |", put: ["| |", "| n/a |"] },
    { in: "log-sync", find: "| `pytest station/tests/test_api.py` is green |", put: "| |" },
  ),
  ...plants(
    "task that nothing verifies",
    {
      in: "session-resume",
      find: "| `npm test -- ticket` passes                              |",
      put: ["| it works |", "| looks good |", "| tested by hand |"],
    },
    {
      in: "inspection-gate",
      find: "| `make soak` ends with 0 missing scores |",
      put: ["| no problems |", "| somebody checks it |"],
    },
    { in: "log-sync", find: "| `make cut-test` loses no byte in 1,000 cuts |", put: "| when it is done |" },
  ),
  ...plants(
    "task without a way back",
    {
      in: "session-resume",
      find: "| `npm test -- ticket` passes                              | Flag `resume=off`                |",
      put: "| `npm test -- ticket` passes                              |                                  |",
    },
    { in: "inspection-gate", find: "| Unit `detector` is disabled |", put: ["| |", "| - |"] },
    { in: "log-sync", find: "| delete `journal.db` |", put: "| TBD |" },
  ),
  ...plants(
    "task in a state that does not exist",
    {
      in: "session-resume",
      find: "| Revert the commit                | open   |\n\n### Testing",
      put: [
        "| Revert the commit                | almost |\n\n### Testing",
        "| Revert the commit                | 90 %   |\n\n### Testing",
      ],
      at: "| T6 | Banner",
    },
    { in: "log-sync", find: "| route is removed | in progress |", put: "| route is removed | green |" },
  ),
  ...plants(
    "task that is done before what it waits for",
    {
      in: "session-resume",
      find: "| Delete the bench                 | open   |",
      put: "| Delete the bench                 | done   |",
      or: ["| T3 | Replay", "| T5 | The page"],
    },
    {
      in: "log-sync",
      find: "| delete the segments | open |",
      put: "| delete the segments | done |",
      or: "| S3 | Ingest API",
    },
  ),
  ...plants("task that says nothing", {
    in: "session-resume",
    find: "| T4 | Counters `bridge_resumes_total` and misses             |",
    put: ["| T4 | |", "| T4 | TBD |", "| T4 | Misc |"],
  }),
];

export const PLAN_TASKS: readonly Defect[] = [...PROMISES, ...TASKS];
