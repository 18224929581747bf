// The oracle of crash and simulation runs. Both sides write down what they were promised and what they got, also across
// their own deaths; the checker compares, and knows nothing of bridges, clients or protocols. What must hold:
//
//   acknowledged ⊆ log          nothing that was vouched for is missing or changed afterwards
//   applied = log, in order     each reader has a part of the log without hole, repetition or silent restart
//   log = produced              each text is what its producer wrote, whole unless it was ended early
//   one effect a command        exactly one when applied, none when refused, at most one when nobody knows

export type LedgerEntry =
  /** A producer handed this text over, in this order. */
  | { readonly type: "text.produced"; readonly sid: string; readonly text: string }
  /** Somebody was told, or could conclude, that the item is saved. */
  | { readonly type: "item.acknowledged"; readonly sid: string; readonly seq: number; readonly content: string }
  | {
      readonly type: "command.acknowledged";
      readonly id: string;
      readonly status: string;
      /** When it was decided: the same in every repetition of the answer. */
      readonly at: number;
    }
  /** A reader starts behind `after`, or was told to start again there. */
  | { readonly type: "reader.started"; readonly reader: string; readonly sid: string; readonly after: number }
  | {
      readonly type: "reader.applied";
      readonly reader: string;
      readonly sid: string;
      readonly seq: number;
      readonly content: string;
    }
  /** By now the reader should have all there is. */
  | { readonly type: "reader.caught-up"; readonly reader: string; readonly sid: string }
  /** What the log holds after everything, item by item. */
  | {
      readonly type: "log.item";
      readonly sid: string;
      readonly seq: number;
      readonly content: string;
      /** Set for items of text. */
      readonly text?: string;
    }
  /** The log says that the stream's producer finished on its own. */
  | { readonly type: "log.done"; readonly sid: string }
  /** A trace of the command in the final state. */
  | { readonly type: "effect"; readonly id: string };

export type LedgerFaultCode =
  | "lost"
  | "changed"
  | "gap"
  | "repeated"
  | "behind"
  | "numbering"
  | "other-text"
  | "no-effect"
  | "two-effects"
  | "effect-of-refused"
  | "two-answers";

export interface LedgerFault {
  readonly code: LedgerFaultCode;
  /** Stream and item, or command. */
  readonly where: string;
}

type Entry<Type extends LedgerEntry["type"]> = Extract<LedgerEntry, { type: Type }>;

/** All faults that the entries prove; empty when the ledger balances. Entries of one reader must be in its order. */
export function checkLedger(entries: Iterable<LedgerEntry>): LedgerFault[] {
  const sheets = sortEntries(entries);
  const faults: LedgerFault[] = [];
  const report = (code: LedgerFaultCode, where: string): void => void faults.push({ code, where });
  checkLog(sheets, report);
  checkReaders(sheets, report);
  checkTexts(sheets, report);
  checkCommands(sheets, report);
  return faults;
}

type Report = (code: LedgerFaultCode, where: string) => void;

interface Sheets {
  /** Contents by seq − 1. */
  readonly log: Map<string, string[]>;
  readonly misnumbered: string[];
  /** `produced` is undefined where nobody wrote down what it should be. */
  readonly texts: Map<string, { produced: string | undefined; logged: string; isDone: boolean }>;
  readonly acknowledged: Entry<"item.acknowledged">[];
  readonly readers: Map<string, (Entry<"reader.started"> | Entry<"reader.applied"> | Entry<"reader.caught-up">)[]>;
  readonly answers: Entry<"command.acknowledged">[];
  readonly effects: Map<string, number>;
}

function sortEntries(entries: Iterable<LedgerEntry>): Sheets {
  const sheets: Sheets = {
    log: new Map(),
    misnumbered: [],
    texts: new Map(),
    acknowledged: [],
    readers: new Map(),
    answers: [],
    effects: new Map(),
  };
  const textOf = (sid: string) => at(sheets.texts, sid, () => ({ produced: undefined, logged: "", isDone: false }));
  for (const entry of entries) {
    switch (entry.type) {
      case "text.produced":
        produce(textOf(entry.sid), entry.text);
        break;
      case "item.acknowledged":
        sheets.acknowledged.push(entry);
        break;
      case "command.acknowledged":
        sheets.answers.push(entry);
        break;
      case "reader.started":
      case "reader.applied":
      case "reader.caught-up":
        at(sheets.readers, `${entry.reader} of ${entry.sid}`, () => []).push(entry);
        break;
      case "log.item": {
        const items = at(sheets.log, entry.sid, () => []);
        items.push(entry.content);
        if (items.length !== entry.seq) sheets.misnumbered.push(`${entry.sid} #${entry.seq}`);
        if (entry.text !== undefined) textOf(entry.sid).logged += entry.text;
        break;
      }
      case "log.done":
        textOf(entry.sid).isDone = true;
        break;
      case "effect":
        sheets.effects.set(entry.id, (sheets.effects.get(entry.id) ?? 0) + 1);
        break;
    }
  }
  return sheets;
}

function produce(sheet: { produced: string | undefined }, text: string): void {
  sheet.produced = (sheet.produced ?? "") + text;
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

function checkLog({ log, misnumbered, acknowledged }: Sheets, report: Report): void {
  for (const where of misnumbered) report("numbering", where);
  for (const { sid, seq, content } of acknowledged) compare(log, sid, seq, content, report);
}

function compare(log: Sheets["log"], sid: string, seq: number, content: string, report: Report): void {
  const kept = log.get(sid)?.[seq - 1];
  if (kept === undefined) report("lost", `${sid} #${seq}`);
  else if (kept !== content) report("changed", `${sid} #${seq}`);
}

function checkReaders({ log, readers }: Sheets, report: Report): void {
  for (const [name, entries] of readers) {
    let applied = 0;
    for (const entry of entries) {
      if (entry.type === "reader.started") applied = entry.after;
      else if (entry.type === "reader.caught-up") {
        if (applied < (log.get(entry.sid)?.length ?? 0)) report("behind", `${name} at #${applied}`);
      } else {
        if (entry.seq <= applied) report("repeated", `${name} #${entry.seq}`);
        else if (entry.seq > applied + 1) report("gap", `${name} #${applied + 1}`);
        applied = Math.max(applied, entry.seq);
        compare(log, entry.sid, entry.seq, entry.content, report);
      }
    }
  }
}

function checkTexts({ texts }: Sheets, report: Report): void {
  for (const [sid, { produced, logged, isDone }] of texts) {
    if (produced === undefined) continue;
    const isRight = isDone ? logged === produced : produced.startsWith(logged);
    if (!isRight) report("other-text", sid);
  }
}

function checkCommands({ answers, effects }: Sheets, report: Report): void {
  for (const [id, count] of effects) if (count > 1) report("two-effects", id);
  const first = new Map<string, Entry<"command.acknowledged">>();
  for (const answer of answers) {
    const earlier = first.get(answer.id);
    if (earlier !== undefined) {
      if (earlier.status !== answer.status || earlier.at !== answer.at) report("two-answers", answer.id);
      continue;
    }
    first.set(answer.id, answer);
    const hasEffect = effects.has(answer.id);
    if (answer.status === "applied" && !hasEffect) report("no-effect", answer.id);
    if (answer.status !== "applied" && hasEffect) report("effect-of-refused", answer.id);
  }
}
