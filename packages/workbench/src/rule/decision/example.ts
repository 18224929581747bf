// The examples of this family: one spike, of which each rule changes a few words.
import type { Example } from "../rule.ts";

const SPIKE = `---
nomous: spike
---
# Which codec for token frames

## Technical Details

\`\`\`yaml experiment
id: codec
question: Which codec takes less time a token?
variants:
  - { id: json, run: [node, codec.mjs, json] }
  - { id: msgpack, run: [node, codec.mjs, msgpack] }
metrics:
  - { id: encode, unit: ms, better: lower, threshold: 5 % }
\`\`\`

## Results

### Evaluation Criteria

\`\`\`yaml decision
id: codec
options:
  JSON: { codec: json }
  MessagePack: { codec: msgpack }
must:
  - { metric: codec/encode, at-most: 20 }
criteria:
  - { name: Performance metrics, weight: 60, metric: codec/encode }
  - name: Risk
    weight: 40
    judged: { JSON: 9, MessagePack: 6 }
    by: Maya Ruiz
    because: the library has one author
\`\`\`
`;

const JUDGED = `---
nomous: spike
---
# Which codec for token frames

## Results

### Evaluation Criteria

\`\`\`yaml decision
id: codec
options:
  JSON: {}
  MessagePack: {}
must:
  - name: reads old logs
    judged: { JSON: met, MessagePack: met }
    by: Maya Ruiz
    because: both were tried on the logs of March
criteria:
  - name: Implementation effort
    weight: 60
    judged: { JSON: 9, MessagePack: 6 }
    by: Maya Ruiz
    because: the encoder has to be written
  - name: Risk
    weight: 40
    judged: { JSON: 8, MessagePack: 6 }
    by: Maya Ruiz
    because: the library has one author
\`\`\`

## Recommendations

Keep JSON for token frames.
`;

function replaced(text: string, words: string, instead: string): Example {
  if (!text.includes(words)) throw new Error(`the example does not say ${words}`);
  return { text: text.replace(words, instead) };
}

/** A decision about an experiment that nobody has run. Throws when the words are not there. */
export const measuredWith = (words: string, instead: string): Example => replaced(SPIKE, words, instead);
/** A decision that is judged alone, and what is recommended after it. */
export const judgedWith = (words: string, instead: string): Example => replaced(JUDGED, words, instead);

export const soundMeasured: Example = { text: SPIKE };
export const soundJudged: Example = { text: JUDGED };
