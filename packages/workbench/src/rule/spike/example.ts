// The examples of this family: one spike, of which each rule changes a few words.
import type { Example } from "../rule.ts";

const SPIKE = `---
nomous: spike
---
# Which codec for token frames

## Overview

### Investigation goals

Which codec gives the fewest bytes a token at a p95 below 5 ms?

## Technical Details

### Options

- JSON: what we have today
- MessagePack: one dependency of 30 kB

## Results

### Evaluation Criteria

| Criterion | Weight | JSON | MessagePack |
| --------- | ------ | ---- | ----------- |
| Performance metrics | 3 | 61 bytes a token | 38 bytes a token |
| Resource utilisation | 2 | 4 % CPU | 3 % CPU |
| Implementation effort | 2 | none | 1 day |
| Maintenance impact | 1 | none | one dependency |
| Risk | 1 | none | a library with one author |

### Limitations

Only one machine was measured, with one reader.

## Recommendations

### Technical approach

Adopt MessagePack for token frames, unless the library stays without a release for a year.

### Next steps

- Maya Ruiz writes the spec
`;

/** The spike with words exchanged. Throws when they are not there, because an example that changes nothing proves nothing. */
export function spikeWith(words: string, instead: string): Example {
  if (!SPIKE.includes(words)) throw new Error(`the example does not say ${words}`);
  return { text: SPIKE.replace(words, instead) };
}

export const soundSpike: Example = { text: SPIKE };
