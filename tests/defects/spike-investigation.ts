// What can be wrong with a spike before its first run: what is asked, how success is told, what may go wrong, what is compared, and how.
import { type Defect, plants } from "./defect.ts";

const QUESTION: readonly Defect[] = [
  ...plants(
    "criterion without a number",
    {
      in: "token-batching",
      find: "The 95th percentile of the delay from token to screen stays below 100 ms",
      put: [
        "The delay from token to screen is acceptable",
        "Words appear on the screen without a noticeable delay",
        "The delay from token to screen stays low",
      ],
    },
    {
      in: "gpu-batch",
      find: "Card memory at most 4 GB\n",
      put: ["Card memory stays reasonable\n", "The card has enough memory left\n"],
    },
    {
      in: "log-reconciliation",
      find: "| Bytes exchanged | at most 1 MB |",
      put: ["| Bytes exchanged | few |", "| Bytes exchanged | as low as possible |"],
    },
  ),
  ...plants(
    "criteria that say nothing",
    {
      in: "gpu-batch",
      find: "Fewer than 0.2 % of scores differ by more than 0.05 from single precision",
      put: ["The quality of the scores is good", "Everybody is happy with the result"],
    },
    {
      in: "token-batching",
      find: "Bytes on the wire fall by at least 20 %",
      put: ["The protocol is more efficient", "TBD"],
    },
  ),
  ...plants(
    "criteria that contradict each other",
    {
      in: "token-batching",
      below: "- Bytes on the wire fall",
      put: "- The gate uses at least 80 % of one core with 120 readers",
      or: "- The gate uses at most 60 %",
    },
    {
      in: "gpu-batch",
      below: "  - Card memory at most 4 GB",
      put: ["  - Card memory at least 5 GB", "  - Card memory more than 5 GB"],
      or: "  - Card memory at most 4 GB",
    },
    {
      in: "log-reconciliation",
      below: "| Memory on the robot | at most",
      put: "| Memory on the robot | at least 200 MB |",
      or: "| Memory on the robot | at most",
    },
  ),
  ...plants(
    "several questions",
    {
      in: "token-batching",
      find: "enough to serve 120 readers on one core? The choice",
      put: [
        "enough to serve 120 readers on one core? Does compression help on slow lines? The choice",
        "enough to serve 120 readers on one core? And which browsers show tokens fastest? The choice",
      ],
    },
    {
      in: "gpu-batch",
      find: "while both cameras share the RTX A2000?",
      put: "while both cameras share the RTX A2000? How long does the lamp of the new press last?",
    },
    {
      in: "log-reconciliation",
      find: "so that the format of the journal can be fixed?",
      put: "so that the format of the journal can be fixed?\n\nWhich radio should the second dock have?",
    },
  ),
  ...plants(
    "question that asks nothing",
    {
      in: "token-batching",
      find: "Does sending tokens in batches of up to 40 ms lower the load of the gate enough to serve 120 readers on one core? The choice between one gate and two waits for the answer.",
      put: ["Look into batching.", "We want to learn more about batches of tokens and gain experience."],
    },
    {
      in: "gpu-batch",
      find: "Which batch size and precision keeps a decision below 400 ms while both cameras share the RTX A2000?",
      put: "Optimise the detector.",
    },
  ),
  ...plants(
    "time-box without a time",
    {
      in: "token-batching",
      find: "4 days; without an answer by then the present way stays and the second gate is planned.",
      put: ["as long as it takes; then the second gate is planned.", "we stop when we know enough."],
    },
    {
      in: "gpu-batch",
      find: "5 days, from 2026-09-07 to 2026-09-11. If no size fits, a second card is ordered.",
      put: ["soon. If no size fits, a second card is ordered.", "TBD"],
    },
    {
      in: "log-reconciliation",
      find: "3 days. What is open then is decided for the full list, which is known to work.",
      put: "This spike has a fixed time-box, after which the full list is taken.",
      or: "### Time-box",
    },
  ),
  ...plants(
    "risk without a mitigation",
    {
      in: "token-batching",
      find: "| Runs alternate, and the clock rate is recorded with each    |",
      put: ["| |", "| - |", "| TBD |", "| none |"],
    },
    {
      in: "token-batching",
      find: "| The bench is measured against an empty server first         |",
      put: ["| We hope that it does not |", "| ? |"],
    },
    {
      in: "gpu-batch",
      find: "The card overheats in the cabinet (likelihood medium, impact medium): temperature is recorded and a run above 83 °C is stopped",
      put: "Dust blocks the lens of the second camera (likelihood medium, impact medium)",
    },
    {
      in: "log-reconciliation",
      find: "| The list of hashes is compared after each run |",
      put: "| |",
      and: [["| A filter misses a segment | No filter is used |\n", ""]],
    },
  ),
  ...plants(
    "risk that nobody weighed",
    {
      in: "token-batching",
      find: "| medium     | medium | Runs alternate",
      put: "|            |        | Runs alternate",
    },
    {
      in: "log-reconciliation",
      find: "| A filter misses a segment | medium | high |",
      put: "| A filter misses a segment | | ? |",
    },
  ),
  ...plants(
    "field with a wrong value",
    {
      in: "token-batching",
      find: "category: realtime/websocket",
      put: ["category: realtime/web-socket", "category: performance"],
    },
    { in: "log-reconciliation", find: "kind: offline/state-synchronisation", put: "kind: offline/syncing" },
  ),
  ...plants(
    "field with a wrong value",
    { in: "token-batching", find: "scopes: [realtime]", put: ["scopes: [real-time]", "scopes: [websocket]"] },
    { in: "log-reconciliation", find: "scope: [offline]", put: "scope: [offlien]" },
  ),
];

const METHOD: readonly Defect[] = [
  ...plants(
    "area without a source",
    {
      in: "token-batching",
      find: "| How many bytes does one token cost?           | `packages/bridge/src/token-stream.ts:54-71` |",
      put: "| How many bytes does one token cost? | |",
    },
    { in: "gpu-batch", find: "| Which size fills the card? | `vision/bench/batch.py` |", put: "| | |" },
  ),
  ...plants(
    "one option only",
    {
      in: "token-batching",
      find: "- **A: as it is.** One message a token; nothing to build, lowest delay.\n- **B: fixed batches.** A timer of 40 ms; simple, the same for all readers.\n- **C: batches when late.** Tokens are joined only while the socket is busy; no delay when there is room.",
      put: "- **B: fixed batches.** A timer of 40 ms; simple, the same for all readers.",
      or: "### Options",
    },
    {
      in: "log-reconciliation",
      find: "| Bloom filter | 24 KB at each visit | A segment is missed once in 1,000 |\n| Merkle tree by day | Bytes grow with the difference only | Five round trips |\n",
      put: "",
      at: ["### Candidates", "| Candidate | What speaks for it", "| Full list of hashes | Nothing can be missed"],
    },
  ),
  ...plants(
    "option that is listed twice",
    {
      in: "gpu-batch",
      find: "3. Batch of 4 in half precision: fewest launches",
      put: "3. Batch of 4 in half precision: fewest launches\n4. Batch of 4 in half precision: fewest launches",
      at: "4. Batch of 4",
      or: "3. Batch of 4",
    },
    {
      in: "log-reconciliation",
      below: "| Merkle tree by day | Bytes grow",
      put: "| Bloom filter | Small | Misses segments |",
      or: "| Bloom filter | 24 KB at each visit",
    },
  ),
  ...plants(
    "option without a reason",
    {
      in: "log-reconciliation",
      find: "| Merkle tree by day | Bytes grow with the difference only | Five round trips |",
      put: ["| Merkle tree by day | | |", "| Merkle tree by day | ? | TBD |"],
    },
    { in: "gpu-batch", find: "2. Batch of 1 in half precision: shortest way for a picture", put: "2. " },
  ),
  ...plants(
    "method that cannot be repeated",
    {
      in: "token-batching",
      find: "Each variant runs 10 times for 120 s on the reference laptop, in random order, with the recorded answer `bench/socket/answer.json`. A difference counts when the 95 % intervals of the medians do not overlap.",
      put: [
        "We try the variants and see which one is faster.",
        "The usual tests are run.",
        "Standard benchmarks are used, and the results are compared.",
      ],
      or: "### Test methodology",
    },
    {
      in: "gpu-batch",
      find: "2,000 labelled pictures, 5 passes a variant in shuffled order on the PC of the line, first pass discarded. A difference below 5 ms does not count.",
      put: "Various pictures are scored with each variant.",
      or: "#### 2.6 Test methodology",
    },
  ),
  ...plants(
    "metric without a unit",
    {
      in: "token-batching",
      find: "| Delay to the screen | ms   |",
      put: ["| Delay to the screen |      |", "| Delay to the screen | -    |"],
    },
    { in: "gpu-batch", find: "| Latency p99 | ms |", put: "| Latency p99 | |" },
    { in: "log-reconciliation", find: "| Peak memory | MB | less | 5 MB |", put: "| Peak memory | ? | less | 5 |" },
  ),
  ...plants(
    "metric without a direction or threshold",
    {
      in: "token-batching",
      find: "| Bytes on the wire   | KiB  | less   | 5 KiB           |",
      put: [
        "| Bytes on the wire   | KiB  |        | 5 KiB           |",
        "| Bytes on the wire   | KiB  | less   |                 |",
      ],
    },
    { in: "log-reconciliation", find: "| Time to the list | s | less | 0.2 s |", put: "| Time to the list | s | | |" },
  ),
  ...plants(
    "model without a hash",
    {
      in: "gpu-batch",
      find: "| crack-v7 half | c07be5d2184f96a3710cd8e4ba52396f0fe1d7b56a8394c2e06bd15f37a9c840 |",
      put: ["| crack-v7 half | |", "| crack-v7 half | latest |", "| crack-v7 half | v7 |"],
    },
    {
      in: "gpu-batch",
      find: "9f2c4e61b07d35aa8c1e5f0472d96b3be84a17c0d5f36e29ab90c7714d8e2f53",
      put: ["newest", "see the share"],
    },
  ),
  ...plants("load without a number", {
    in: "token-batching",
    find: "45 tokens a second of 4 to 9 bytes for 40, 80 and 120 readers; one reader in ten reads 2 KiB a second only.",
    put: ["Many readers at once, a few of them slow.", "As in production."],
    or: "### Traffic and load",
  }),
];

export const SPIKE_INVESTIGATION: readonly Defect[] = [...QUESTION, ...METHOD];
