// One run of the experiment `token-frames`: node docs/spikes/measure-frames.mjs binary|json
// Writes 20,000 tokens as frames of one item, as a live answer sends them, and reads them again as a client does. The first tenth warms up.
import { decodeFrame, encodeBody, encodeFrame, ITEM } from "../../packages/protocol/src/index.ts";
import { words } from "./measure-words.mjs";

const TOKENS = 20_000;
const utf8 = new TextEncoder();
const text = new TextDecoder();
const items = words(TOKENS).map((word, i) => ({ seq: i + 1, atMs: i * 7, word }));

const WAYS = {
  binary: {
    encode: ({ seq, atMs, word }) =>
      encodeFrame(
        { channel: 3, firstSeq: seq, count: 1, isReplay: false },
        encodeBody([{ atMs, kind: ITEM.text, data: utf8.encode(word) }]),
      ),
    decode(frame) {
      const decoded = decodeFrame(frame);
      return text.decode(decoded.frame.items[0].data);
    },
  },
  json: {
    encode: ({ seq, atMs, word }) =>
      utf8.encode(JSON.stringify({ type: "ITEM", channel: 3, seq, at: atMs, kind: "text", data: word })),
    decode: (frame) => JSON.parse(text.decode(frame)).data,
  },
};

const way = WAYS[process.argv[2]];
if (way === undefined) throw new Error("Say binary or json.");

function timed(list, work) {
  const warm = list.length / 10;
  const results = list.slice(0, warm).map(work);
  const began = process.threadCpuUsage();
  for (const one of list.slice(warm)) results.push(work(one));
  const { user, system } = process.threadCpuUsage(began);
  return { results, us: (user + system) / (list.length - warm) };
}

const encoded = timed(items, way.encode);
const decoded = timed(encoded.results, way.decode);
if (decoded.results.join("") !== items.map(({ word }) => word).join(""))
  throw new Error("What was read is not what was written.");
const bytes = encoded.results.reduce((sum, frame) => sum + frame.length, 0);
console.log(JSON.stringify({ bytes: bytes / TOKENS, encode: encoded.us, decode: decoded.us }));
