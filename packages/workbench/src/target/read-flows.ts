// What travels over sockets, as a plan states it: rows of a table with the columns Flow, Messages/s, Bytes/message and Clients, or a sentence
// such as "20 messages/s of 120 bytes to 100 clients". Nothing else is taken for a rate: two numbers in one sentence are no flow.
import { quantitiesIn, type Quantity, withoutIds } from "../prose/quantity.ts";
import { statementsIn } from "../prose/statements.ts";
import { worthOf } from "../prose/unit.ts";
import { columnsOf, type NamedRow, namedRows } from "../rule/named-rows.ts";
import { tablesIn } from "../rule/part-content.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { writtenByPeople } from "../region/plan-region-spans.ts";
import type { Table } from "../text/markdown.ts";
import { spanAround } from "../text/span.ts";

export interface Flow {
  /** As it is called, or as it is said. */
  readonly name: string;
  /** Messages a second of one client, and how many bytes one has. */
  readonly rate: number;
  readonly bytes: number;
  readonly clients: number;
  /** By how much it is more at the peak; null where nothing is said of it. */
  readonly peak: number | null;
  /** It is stated for the peak alone. */
  readonly isOnlyPeak: boolean;
  /** Of a day in which it goes on. */
  readonly hours: number;
}

const COLUMNS = {
  name: ["flow", "stream", "message", "channel", "topic", "what", "name", "direction"],
  rate: [
    "messages s",
    "messages per second",
    "messages a second",
    "msg s",
    "msgs s",
    "rate",
    "frames s",
    "events s",
    "updates s",
  ],
  bytes: ["bytes message", "bytes a message", "bytes per message", "message size", "size", "payload", "bytes"],
  clients: ["clients", "readers", "pages", "connections", "sockets", "subscribers", "receivers", "users", "browsers"],
  peak: ["peak", "at the peak", "at peak", "peak factor"],
  hours: ["hours a day", "hours per day", "hours day"],
} as const;
type Column = keyof typeof COLUMNS;

const ALL_DAY = 24;
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3_600, day: 86_400 };

/** In the order of the text, of the parts with the role "targets". */
export function readFlows(subject: Subject): Flow[] {
  const { markdown } = subject;
  return partsOf(subject, "targets").flatMap(({ content }) => {
    const tables = tablesIn(markdown, content).map((table) => ({ from: table.from, flows: flowsOfTable(table) }));
    const said = writtenByPeople(markdown, statementsIn(markdown, content))
      .filter(({ from }) => spanAround(markdown.tables, from) === undefined)
      .map(({ from, text }) => ({ from, flows: text.split(SENTENCE_END).flatMap(flowIn) }));
    return [...tables, ...said].toSorted((a, b) => a.from - b.from).flatMap(({ flows }) => flows);
  });
}

/** A full stop between digits ends nothing. */
const SENTENCE_END = /(?<=[.;!?])\s+/;

function flowsOfTable(table: Table): Flow[] {
  const columns = columnsOf(table, COLUMNS);
  return columns.has("rate") && columns.has("bytes") ? namedRows(table, columns).flatMap(flowOfRow) : [];
}

function flowOfRow({ cells, cell }: NamedRow<Column>): Flow[] {
  const textOf = (column: Column): string => cell(column)?.text ?? "";
  const [rate, bytes] = [rateIn(textOf("rate")), sizeIn(textOf("bytes"))];
  if (rate === null || bytes === null) return [];
  const peak = textOf("peak");
  const isFactor = /[×x*]/i.test(peak) || !peak.includes("/");
  const most = isFactor ? numberIn(peak.replaceAll(/[×x*]/gi, " ")) : rateIn(peak);
  return [
    {
      name: textOf("name") || (cells[0]?.text ?? ""),
      rate,
      bytes,
      clients: numberIn(textOf("clients")) ?? 1,
      peak: most === null ? null : isFactor ? most : rate === 0 ? null : most / rate,
      isOnlyPeak: false,
      hours: Math.min(ALL_DAY, numberIn(textOf("hours")) ?? ALL_DAY),
    },
  ];
}

const numberIn = (text: string): number | null => quantitiesIn(text)[0]?.value ?? null;

/** `20`, `20/s`, `6 queries/min`: a bare number is what the heading says, a second. */
function rateIn(text: string): number | null {
  const value = numberIn(text);
  const [, each = "s"] = /(?:\/|\bper\b|\ba\b)\s*(s|sec|seconds?|min|minutes?|h|hours?|days?)\b/i.exec(text) ?? [];
  return value === null ? null : value / (SECONDS[unitKey(each)] ?? 1);
}

const unitKey = (each: string): string =>
  /^s/i.test(each) ? "s" : /^m/i.test(each) ? "min" : /^h/i.test(each) ? "h" : "day";

/** A bare number is bytes. */
function sizeIn(text: string): number | null {
  const quantities = quantitiesIn(text);
  const size = quantities.find(isSize) ?? quantities.find(({ unit }) => unit === "");
  return size === undefined ? null : size.value * worthOf(size.unit).worth;
}

const isSize = ({ unit }: Quantity): boolean => worthOf(unit).kind === "byte";

const CLIENTS = new Set(
  "client reader page connection socket subscriber receiver user browser phone device tab peer sender writer agent".split(
    " ",
  ),
);

/** What may stand between the rate and the size of a message. */
const OF = /^\W*(?:(?:of|at|with|each|about|around|up to|at most|x)\W*)*$/i;

function flowIn(sentence: string): Flow[] {
  const said = withoutIds(sentence);
  const quantities = quantitiesIn(said);
  const rates = quantities.filter(isRate);
  const [rate] = rates;
  const size = rate && quantities.find((one) => isSize(one) && one.index >= rate.index + rate.length);
  const clients = quantities.filter(({ unit }) => CLIENTS.has(unit));
  if (rate === undefined || size === undefined || rates.length > 1 || clients.length > 1) return [];
  if (!OF.test(said.slice(rate.index + rate.length, size.index))) return [];
  const spans = [rate, size, ...clients];
  const from = Math.min(...spans.map(({ index }) => index));
  const to = Math.max(...spans.map(({ index, length }) => index + length));
  return [
    {
      name: said.slice(from, to).trim(),
      rate: rate.value / (SECONDS[eachOf(rate)] ?? 1),
      bytes: size.value * worthOf(size.unit).worth,
      clients: clients[0]?.value ?? 1,
      peak: null,
      isOnlyPeak: /\bpeaks?\b/i.test(said),
      hours: ALL_DAY,
    },
  ];
}

const eachOf = ({ unit }: Quantity): string => unit.split("/")[1] ?? "";

/** Things a second, a minute, an hour or a day; bytes and shares are no messages. */
function isRate({ unit }: Quantity): boolean {
  const [thing = ""] = unit.split("/");
  return SECONDS[unit.split("/")[1] ?? ""] !== undefined && !["byte", "ms", "%"].includes(worthOf(thing).kind);
}
