// What stays when a model cannot hold everything. In this order:
//
//   1. The system text and the prompt always stay, and a part of the context is kept free for the answer.
//   2. Passages go first, the one that fits the question least first.
//   3. Attached files are cut, the longest ones to the same length, to no less than `MIN_LINES` lines.
//   4. The oldest exchanges go, each question with its answer and its files. They go in blocks, so that the beginning of
//      what is sent stays the same over several turns and the model need not read everything again at every turn; the
//      room that this makes goes to the files that were cut.
//
// Pure: sizes in tokens in, a decision out.

/** Something attached; without `cut` it stays whole, as an image does. */
export interface AttachedSize {
  readonly tokens: number;
  /** Tokens of its marks, and of each of its lines. */
  readonly cut?: { readonly marks: number; readonly lines: readonly number[] };
}

interface ExchangeSize {
  /** Question and answer. */
  readonly tokens: number;
  readonly attached: readonly AttachedSize[];
}

export interface ContextSize {
  readonly system: number;
  /** From the root of the branch to the prompt, which is last. */
  readonly exchanges: readonly ExchangeSize[];
  /** Best first. */
  readonly passages: readonly number[];
}

export interface Fitting {
  /** False when the system text and the prompt alone are too much; then only they, and what is attached, are left. */
  readonly fits: boolean;
  /** How many of the oldest exchanges are left out. */
  readonly dropped: number;
  /** How many of the passages stay. */
  readonly passages: number;
  /** How many lines of each attachment stay, exchange by exchange; infinite when it is not cut. */
  readonly lines: readonly (readonly number[])[];
}

/** A file of which less stays says nothing any more. */
export const MIN_LINES = 20;
/** Exchanges go in blocks of this part of the room. */
const BLOCK = 1 / 4;

/** What of it fits into `room` tokens. */
export function fitContext({ system, exchanges, passages }: ContextSize, room: number): Fitting {
  const sizeFrom = (dropped: number, limit: number): number =>
    system + sum(exchanges.slice(dropped).map((exchange) => exchangeSize(exchange, limit)));
  const keeping = (dropped: number, limit: number): Fitting => ({
    fits: sizeFrom(dropped, limit) <= room,
    dropped,
    passages: 0,
    lines: exchanges.map(({ attached }) => attached.map((each) => linesWithin(each, limit))),
  });

  const free = room - sizeFrom(0, Infinity);
  if (free >= 0) return { ...keeping(0, Infinity), passages: countWithin(passages, free) };
  const least = exchanges.findIndex((_, dropped) => sizeFrom(dropped, 0) <= room);
  if (least === -1) return keeping(Math.max(0, exchanges.length - 1), 0);
  const dropped = blockEnd(exchanges, least, room * BLOCK);
  return keeping(
    dropped,
    largest(room, (limit) => sizeFrom(dropped, limit) <= room),
  );
}

const exchangeSize = ({ tokens, attached }: ExchangeSize, limit: number): number =>
  tokens + sum(attached.map((each) => sizeWithin(each, limit)));

function sizeWithin(attached: AttachedSize, limit: number): number {
  const kept = linesWithin(attached, limit);
  const { tokens, cut } = attached;
  return cut === undefined || kept === Infinity ? tokens : cut.marks + sum(cut.lines.slice(0, kept));
}

/** As many lines as make no more than `limit` tokens, but never fewer than the least. */
function linesWithin({ tokens, cut }: AttachedSize, limit: number): number {
  if (cut === undefined || tokens <= limit) return Infinity;
  const kept = Math.max(MIN_LINES, countWithin(cut.lines, limit - cut.marks));
  return kept < cut.lines.length ? kept : Infinity;
}

/** How many of `sizes`, from the first on, fit into `room` together. */
function countWithin(sizes: readonly number[], room: number): number {
  let [count, used] = [0, 0];
  for (const size of sizes) {
    used += size;
    if (used > room) break;
    count += 1;
  }
  return count;
}

/** The end of the block in which the exchange before `dropped` is; `dropped` itself when only the prompt would be left. */
function blockEnd(exchanges: readonly ExchangeSize[], dropped: number, block: number): number {
  if (dropped === 0) return 0;
  let passed = 0;
  for (const [index, exchange] of exchanges.slice(0, -2).entries()) {
    const before = Math.floor(passed / block);
    passed += exchange.tokens;
    if (index + 1 >= dropped && Math.floor(passed / block) > before) return index + 1;
  }
  return dropped;
}

/** The largest whole number up to `max` that is allowed, when 0 is and none after the first that is not. */
function largest(max: number, isAllowed: (value: number) => boolean): number {
  let [low, high] = [0, Math.floor(max)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isAllowed(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
