// One run of the experiment `offline-batches`: node docs/spikes/measure-offline-edits.mjs each|whole|groups
// 4,000 edits that a browser made while the bridge was away are made ready to be sent. `each` sends them as they are, `whole` merges
// them in one call, `groups` merges 32 at a time until one is left, as the outbox does.
import * as Y from "yjs";
import { words } from "./measure-words.mjs";

const EDITS = 4_000;
const GROUP = 32;

const updates = [];
const doc = new Y.Doc();
doc.clientID = 4_747;
doc.on("update", (update) => updates.push(update));
const text = doc.getText("text");
let at = 0;
for (const [i, word] of words(EDITS).entries()) {
  if (i % 50 === 0) at = (i * 7_919) % (text.length + 1);
  if (i % 17 === 16 && at > 3) text.delete((at -= 2), 2);
  else {
    text.insert(at, word);
    at += word.length;
  }
}

const WAYS = {
  each: () => updates,
  whole: () => [Y.convertUpdateFormatV1ToV2(Y.mergeUpdates(updates))],
  groups() {
    let level = updates;
    while (level.length > 1) {
      const next = [];
      for (let from = 0; from < level.length; from += GROUP) next.push(Y.mergeUpdates(level.slice(from, from + GROUP)));
      level = next;
    }
    return [Y.convertUpdateFormatV1ToV2(level[0])];
  },
};

const way = WAYS[process.argv[2]];
if (way === undefined) throw new Error("Say each, whole or groups.");
const began = process.threadCpuUsage();
const sent = way();
const { user, system } = process.threadCpuUsage(began);
const copy = new Y.Doc();
for (const update of sent) (sent.length === 1 ? Y.applyUpdateV2 : Y.applyUpdate)(copy, update);
if (copy.getText("text").toString() !== text.toString()) throw new Error("What arrives is another text.");
const bytes = sent.reduce((sum, update) => sum + update.length, 0);
console.log(JSON.stringify({ ready: (user + system) / 1_000, kilobytes: bytes / 1_000, messages: sent.length }));
