// What can be wrong with a spike after its last run: results without numbers, recommendations that recommend nothing.
import { type Defect, plants } from "./defect.ts";

const RESULTS: readonly Defect[] = [
  ...plants(
    "results without numbers",
    {
      in: "token-batching",
      find: "B used 61 ± 2 MiB of memory and C used 74 ± 5 MiB; A grew to 190 MiB, because frames of slow readers pile up.",
      put: ["B and C used much less memory than A.", "All variants stayed within their limits."],
      or: "### Resource usage",
    },
    {
      in: "gpu-batch",
      find: "The card was busy for 31 % of the time with batch 1 in half precision and reached 71 °C.",
      put: "The card was mostly idle and stayed cool.",
      or: "#### 3.2 Resource usage",
    },
    {
      in: "gpu-batch",
      find: "| Batch 1, single | 97 ± 3 ms | 2,200 MB | 0 % |\n| Batch 1, half | 44 ± 2 ms | 1,300 MB | 0.05 % |\n| Batch 4, half | 131 ± 8 ms | 1,900 MB | 0.05 % |",
      put: "| Batch 1, single | slow | high | none |\n| Batch 1, half | fast | low | few |\n| Batch 4, half | slow | medium | few |",
      or: ["#### 3.1 Performance data", "| Variant | Latency p99"],
    },
  ),
  ...plants(
    "option without a result",
    {
      in: "token-batching",
      drop: "| C: batches when late | 71 % ± 6 %",
      at: ["- **C: batches when late.**", "### Performance data", "| Option              | Load of the gate"],
    },
    {
      in: "log-reconciliation",
      drop: "| Bloom filter | 0.4 ± 0.1 s | 24 KB",
      at: ["| Bloom filter | 24 KB at each visit", "### Measurements", "| Candidate | Time to the list"],
    },
  ),
  ...plants(
    "result that is not there yet",
    {
      in: "token-batching",
      find: "| 84 ± 5 ms | 44 ± 0.3 KiB       |",
      put: ["| | 44 ± 0.3 KiB |", "| TBD | 44 ± 0.3 KiB |", "| (to be measured) | 44 ± 0.3 KiB |"],
    },
    { in: "log-reconciliation", find: "| 61 ± 7 KB | 17 MB | 0 of 6,000 |", put: "| 61 ± 7 KB | ? | ? |" },
  ),
  ...plants(
    "fault without an observation",
    { in: "token-batching", find: "| At most 2 tokens are sent again            | 1.1 s        |", put: "| | |" },
    { in: "gpu-batch", find: "| The service ends with code 3 | 2 s after it is there |", put: "| TODO | |" },
  ),
  ...plants(
    "decision with a gap",
    {
      in: "token-batching",
      find: "| Resource utilisation  | 3      | 190 MiB         | 61 MiB           | 74 MiB               |",
      put: "| Resource utilisation  | 3      | 190 MiB         |                  |                      |",
    },
    {
      in: "gpu-batch",
      find: "| Maintenance impact | 2 | none | one script | one script and a queue |",
      put: "| Maintenance impact | 2 | ? | ? | ? |",
    },
    {
      in: "log-reconciliation",
      drop: "| Maintenance impact | 2 | none | choice",
      at: ["### Comparison", "| Criterion | Weight | Full list"],
    },
  ),
  ...plants(
    "weight that is none",
    {
      in: "token-batching",
      find: "| Implementation effort | 2      | none ",
      put: ["| Implementation effort | -2     | none ", "| Implementation effort | much   | none "],
    },
    { in: "log-reconciliation", find: "| Risk | 5 | none found", put: "| Risk | | none found" },
  ),
  ...plants(
    "limitations that are none",
    {
      in: "token-batching",
      find: "Only the reference laptop and one browser were measured. Phones, lines with more than 200 ms of delay, and answers with code blocks were not tried.",
      put: ["None.", "No limitations.", "There are none worth mentioning."],
      or: "### Limitations",
    },
    {
      in: "gpu-batch",
      find: "One card and one model were measured. Pictures of the new press were not available, and heat in summer was not tried.",
      put: ["none known", "-"],
      or: "#### 3.8 Limitations",
    },
    {
      in: "log-reconciliation",
      find: "One month of one robot was used, and the loss of hall B was replayed, not met. More than 100,000 segments were not tried.",
      put: "Not applicable, because the results are complete.",
      or: "### Caveats",
    },
  ),
  ...plants("conclusion that concludes nothing", {
    in: "token-batching",
    find: "Yes: with batches of 40 ms one core serves 120 readers.",
    put: ["TBD", "To be filled in after the discussion."],
    or: "### Conclusions",
  }),
];

const ADVICE: readonly Defect[] = [
  ...plants(
    "recommendation that recommends nothing",
    {
      in: "token-batching",
      find: "Build option B, because it serves 120 readers at 49 % of one core. A delay above 100 ms on phones would change our mind in favour of C.",
      put: [
        "All options have their merits, and the choice depends on many things.",
        "More research is needed before anything can be said.",
      ],
    },
    {
      in: "gpu-batch",
      find: "Use batch 1 in half precision: 44 ms at the 99th percentile. We would go back to single precision if more than 0.2 % of scores change with the new press.",
      put: "It depends on the requirements, which have to be discussed by the team.",
    },
    {
      in: "log-reconciliation",
      find: "Send the full list of hashes: 0.9 s and nothing missed. With more than 100,000 segments a robot the tree would be the better choice.",
      put: ["Each candidate has advantages and disadvantages.", "tbd"],
      or: "### Recommended approach",
    },
  ),
  ...plants(
    "recommendation that nothing could change",
    {
      in: "token-batching",
      find: " A delay above 100 ms on phones would change our mind in favour of C.",
      put: "",
      at: "Build option B, because",
    },
    {
      in: "gpu-batch",
      find: " We would go back to single precision if more than 0.2 % of scores change with the new press.",
      put: "",
      at: "Use batch 1 in half precision: 44 ms",
    },
    {
      in: "log-reconciliation",
      find: " With more than 100,000 segments a robot the tree would be the better choice.",
      put: "",
      at: ["Send the full list of hashes: 0.9 s", "### Recommended approach"],
    },
  ),
  ...plants(
    "recommendation of something that was not compared",
    { in: "token-batching", find: "Build option B, because it serves", put: "Build option D, because it serves" },
    {
      in: "log-reconciliation",
      find: "Send the full list of hashes: 0.9 s and nothing missed.",
      put: "Send a log of changes: 0.9 s and nothing missed.",
    },
  ),
  ...plants(
    "recommendation with another number",
    {
      in: "token-batching",
      find: "because it serves 120 readers at 49 % of one core",
      put: "because it serves 120 readers at 39 % of one core",
    },
    {
      in: "gpu-batch",
      find: "Use batch 1 in half precision: 44 ms at",
      put: "Use batch 1 in half precision: 34 ms at",
    },
  ),
  ...plants(
    "next step without an owner",
    {
      in: "token-batching",
      find: "Jonas Weber writes the plan until 2026-10-16",
      put: [
        "Write the plan until 2026-10-16",
        "Somebody writes the plan until 2026-10-16",
        "The plan is written until 2026-10-16",
      ],
    },
    { in: "gpu-batch", find: "Tomasz Zielinski orders the fan by 2026-09-15", put: "The fan is ordered by 2026-09-15" },
    {
      in: "log-reconciliation",
      find: "| Samuel Okafor | Writes the request",
      put: ["| | Writes the request", "| TBD | Writes the request", "| ? | Writes the request"],
    },
  ),
  ...plants("risk without a mitigation", {
    in: "log-reconciliation",
    find: "| A filter misses a segment | No filter is used |",
    put: ["| A filter misses a segment | |", "| A filter misses a segment | TBD |"],
  }),
  ...plants("no next step", {
    in: "token-batching",
    find: "- **Next steps:**\n  - Jonas Weber writes the plan until 2026-10-16\n  - Mara Lindqvist measures two phones until 2026-10-20",
    put: ["- **Next steps:**", "- **Next steps:** none", "- **Next steps:** to be decided"],
  }),
];

const FRAME: readonly Defect[] = [
  ...plants(
    "state that is none",
    { in: "token-batching", find: "status: concluded", put: ["status: conclded", "status: successful"] },
    { in: "log-reconciliation", find: "state: running", put: "state: halfway" },
  ),
  ...plants("state that is none", {
    in: "gpu-batch",
    find: "- **Status:** Complete",
    put: [
      "- **Status:** Draft / Running / Concluded",
      "- **Status:** Draft | Running | Concluded | Inconclusive | Abandoned",
    ],
  }),
  ...plants(
    "wrong day",
    { in: "token-batching", find: "date: 2026-10-05", put: ["date: 2026-10-0", "date: 2026-06-31"] },
    { in: "gpu-batch", find: "**Date:** 2026-09-07", put: "**Date:** 07.13.2026" },
  ),
  ...plants(
    "wrong day",
    { in: "gpu-batch", find: "**Date:** 2026-09-07", put: "**Date:** 2027-09-07" },
    { in: "log-reconciliation", find: "created: 2026-08-24", put: "created: 2026-12-24" },
  ),
  ...plants("wrong day", {
    in: "token-batching",
    find: "updated: 2026-10-09",
    put: "updated: 2026-10-01",
    or: "\ndate: 2026-10-05",
  }),
  ...plants(
    "nobody wrote it",
    { in: "token-batching", find: "author: Jonas Weber", put: ["author:", "author: unknown", "author: <author>"] },
    { in: "gpu-batch", find: "- **Author:** Ines Duarte", put: ["- **Author:**", "- **Author:** TBD"] },
  ),
  ...plants("field with a wrong value", { in: "token-batching", find: "commit: a07d3f8", put: "commit: a07d3f9" }),
];

export const SPIKE_ANSWER: readonly Defect[] = [...RESULTS, ...ADVICE, ...FRAME];
