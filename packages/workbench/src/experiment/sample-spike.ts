// A spike that is ready to run: it needs nothing but Node, takes a few seconds, and shows every part that is computed.

export interface SampleSpike {
  /** Where it belongs, below the folder of spikes. */
  readonly name: string;
  readonly text: string;
}

/** `date` as `2026-11-29`; `author` as git has it. */
export const sampleSpike = ({ date, author }: { readonly date: string; readonly author: string }): SampleSpike => ({
  name: `${date}-sample-sorting-numbers.md`,
  text: TEXT.replaceAll("{date}", date)
    // A name in YAML may hold a colon.
    .replaceAll("{quoted author}", JSON.stringify(author))
    .replaceAll("{author}", author),
});

const PROGRAM = [
  "const n = 200000; let x = 1;",
  "const next = () => (x = (x * 1103515245 + 12345) % 2147483648);",
  "const numbers = Array.from({ length: n }, next);",
  "const copy = process.argv[1] === 'typed' ? Float64Array.from(numbers) : numbers.slice();",
  "const began = performance.now();",
  "if (process.argv[1] === 'typed') copy.sort(); else copy.sort((a, b) => a - b);",
  "console.log(JSON.stringify({ sort: performance.now() - began, sorted: copy[0] <= copy[n - 1] ? 0 : 1 }));",
].join(" ");

const TEXT = `---
nomous: spike
status: draft
date: {date}
author: {quoted author}
category: other
---

# Sample: sorting numbers

## Overview

- **Problem statement:** A table of 200,000 numbers is sorted each time that somebody clicks on a heading, and the page stops for it.
- **Investigation goals:** Does a typed array sort numbers faster than a plain array on this machine?
- **Success criteria:** The sort takes at least 20 % less time, and both give the same order.
- **Risk factors:**
  - R1, likely, low impact: other programs disturb the runs. Mitigation: random paired rounds, and a control that runs twice.
- **Timeline:** One minute, on {date}.

## Technical Details

### Options

- Plain array: \`Array.prototype.sort\` with a comparison, as it is today
- Typed array: \`Float64Array.prototype.sort\`, which needs no comparison

### Test methodology

Every run is a fresh process that sorts the same 200,000 numbers and prints how long that took. A round runs both variants and the first one once more, in
random order.

\`\`\`yaml experiment
id: sorting
question: Does a typed array sort 200,000 numbers faster than a plain array?
variants:
  - id: plain
    title: Plain array
    run: [node, -e, "${PROGRAM}", plain]
  - id: typed
    title: Typed array
    run: [node, -e, "${PROGRAM}", typed]
metrics:
  - { id: sort, title: Time to sort, unit: ms, better: lower, threshold: 20 % }
  - { id: sorted, title: Wrong orders, better: lower, threshold: 1 }
  - { id: memory, title: Peak memory, unit: MB, better: lower, threshold: 10 %, from: peak-memory }
looks: [8, 16]
seed: 4747
warmup: 1
timeout: 30 s
\`\`\`

## Results

### Performance data

### Evaluation Criteria

\`\`\`yaml decision
id: array
options:
  Plain array: { sorting: plain }
  Typed array: { sorting: typed }
must:
  - { metric: sorting/sorted, at-most: 0 }
criteria:
  - { name: Performance metrics, weight: 40, metric: sorting/sort }
  - { name: Resource utilisation, weight: 20, metric: sorting/memory }
  - name: Implementation effort
    weight: 20
    judged: { Plain array: 10, Typed array: 8 }
    by: {quoted author}
    because: the numbers have to be copied into the typed array first
  - name: Maintenance impact
    weight: 10
    judged: { Plain array: 8, Typed array: 8 }
    by: {quoted author}
    because: both are one line of the standard library
  - name: Risk
    weight: 10
    judged: { Plain array: 9, Typed array: 8 }
    by: {quoted author}
    because: a typed array holds numbers only, and text in the column would be lost
\`\`\`

### Limitations

One machine, one length of table, numbers without order. Nothing is said of tables that are nearly sorted already.

## Recommendations

- **Technical approach:** What the decision above computes; it would change with a column that may hold text.
- **Next steps:**
  - {author} looks at how long a click takes in the page itself.
`;
