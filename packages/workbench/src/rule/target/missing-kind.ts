import { shareOfSubject } from "../../prose/subject-words.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { rowStartsOf } from "../../type/table-text.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { planWithTargets } from "./example.ts";
import { targetsOf } from "./read-targets.ts";

const example = planWithTargets("Fan-out p95 latency | 62 ms | ≤ 20 ms | T1").text;
const declared = example.replace("nomous: plan\n", "nomous: plan\nscopes: [offline]\n");

export const missingTarget: Rule = {
  id: "target.missing-kind",
  title: "A plan that promises something and has no target for it",
  why: "What has no number is what gets worse. Nobody notices until it is in use.",
  remedy: "Add a row for it, or one that says `not applicable, because …`.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: declared },
  good: { text: `${declared}| Offline start | 4 s | ≤ 1 s | T2 |\n` },
  *check(subject: Subject): Iterable<Problem> {
    if (targetsOf(subject).length === 0) return;
    const promised = promisesOf(subject);
    for (const located of partsOf(subject, "targets"))
      for (const { text: kind, scope } of rowStartsOf(located.part)) {
        const isAsked = scope === undefined ? speaksOf(promised, kind) : subject.typed?.scopes.has(scope);
        if (isAsked !== true || hasTarget(subject, located, kind)) continue;
        const why = scope === undefined ? "The goals speak of it" : `The plan declares ${quote(scope)}`;
        const { from, to } = located.anchor;
        yield { from, to, message: `${why}, but no target is about ${quote(kind)}. ${missingTarget.remedy}` };
      }
  },
};

/** Other words for the rows that the built-in plan begins with. */
const WORDS: Readonly<Record<string, RegExp>> = {
  latency: /\b(?:latenc\w+|p\d\d|round[- ]trip|response time|time to \w+|ttft|delay|wait)\b|\d ?ms\b/i,
  memory: /(?<!in[- ])\b(?:memory|rss|vram|heap|ram)\b|\d ?[GM]i?B\b/i,
  bandwidth: /\b(?:bandwidth|bytes|traffic|payload|transfer\w*)\b|\d ?[km]?bit\/s/i,
  "socket load": /\b(?:sockets?|connections?|clients|readers|messages|frames|reconnect\w*)\b/i,
  offline:
    /\b(?:offline|outbox|disconnected|reconnect\w*|sync\w*|without (?:a |the )?(?:connection|network|bridge))\b/i,
};

const speaksOf = (text: string, kind: string): boolean =>
  WORDS[kind.toLowerCase()]?.test(text) ?? shareOfSubject(text, kind) === 1;

function promisesOf(subject: Subject): string {
  const parts = (["goals", "criteria"] as const).flatMap((role) => partsOf(subject, role));
  return parts.map(({ content }) => subject.markdown.text.slice(content.from, content.to)).join("\n");
}

const hasTarget = ({ markdown: { text } }: Subject, { content }: LocatedPart, kind: string): boolean =>
  speaksOf(text.slice(content.from, content.to), kind);
