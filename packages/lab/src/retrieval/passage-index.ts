// BM25 over passages. It knows terms and places, never text: what stands at a place is read when it is shown.
import { mistakesIn, termsOf } from "@nomous/workbench/prose";
import MiniSearch, { type SearchOptions, type SearchResult } from "minisearch";
import type { PassageSpan } from "./passage-span.ts";
import { coverageOf, termWeights } from "./coverage.ts";
import type { Question } from "./question.ts";
import { fileKindOf } from "../workspace/file-kind.ts";

export interface Place {
  readonly path: string;
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
}

export interface RankedPlace extends Place {
  readonly score: number;
}

/** A passage that has less than this part of what is asked is no answer; of a few words it has to have most. */
const minCoverage = (words: number): number => 0.3 + 0.4 / words;
/** Nor is one that is this much worse than the best. */
const MIN_SCORE_RATIO = 0.2;
const MENTIONED_FILE_BOOST = 3;
/** Prose is written to answer questions. */
const PROSE_WEIGHT = 1.2;
/** Tests say in other words what the tested code says. */
const TEST_FILE_WEIGHT = 0.6;
const TEST_FILE = /(?:^|\/)(?:__)?(?:tests?|specs?|fixtures?)(?:__)?\/|[._-](?:test|spec|fixture)s?\.\w+$/i;

/** Imports name things that are explained elsewhere. */
const isOwn = (line: string): boolean =>
  !/^(?:import\b.*["';]\s*$|from \S+ import\b|#include\b|using \S+;|use \S+;)/.test(line);

interface PassageDocument {
  readonly id: number;
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

export class PassageIndex {
  readonly #search = new MiniSearch<PassageDocument>({
    fields: ["title", "path", "text"],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 2.5, path: 2 }, weights: { prefix: 0.5, fuzzy: 0.4 } },
    // What was discarded is cleaned out once it is a tenth, and in one go: in batches, as it is by default, it breaks
    // when something is added between two of them.
    autoVacuum: { batchSize: Number.POSITIVE_INFINITY },
  });
  readonly #places = new Map<number, Place>();
  readonly #idsOfFile = new Map<string, number[]>();
  #nextId = 0;

  /** Adds the passages of a file that is not in the index. */
  add(path: string, lines: readonly string[], spans: readonly PassageSpan[]): void {
    const ids: number[] = [];
    for (const { line, endLine, title } of spans) {
      const id = this.#nextId;
      this.#nextId += 1;
      ids.push(id);
      this.#places.set(id, { path, line, endLine });
      this.#search.add({
        id,
        title,
        path,
        text: lines
          .slice(line - 1, endLine)
          .filter(isOwn)
          .join("\n"),
      });
    }
    this.#idsOfFile.set(path, ids);
  }

  remove(path: string): void {
    for (const id of this.#idsOfFile.get(path) ?? []) {
      this.#search.discard(id);
      this.#places.delete(id);
    }
    this.#idsOfFile.delete(path);
  }

  /** The places that answer a question, best first. */
  rank(question: Question): RankedPlace[] {
    const terms = [...new Set(question.words.flatMap(({ whole, parts, joined }) => [whole, ...parts, ...joined]))];
    const joined = new Set(question.words.flatMap(({ joined }) => joined));
    const results = this.#find(terms, joined);
    const weights = termWeights(results, terms, this.#places.size);
    const ranked = results.flatMap(({ id, score, queryTerms }) => {
      const place = this.#places.get(id as number);
      const coverage = coverageOf(question.words, new Set(queryTerms), weights);
      if (place === undefined || coverage < minCoverage(question.words.length)) return [];
      return [{ ...place, score: score * coverage * coverage * fileWeight(place.path, question) }];
    });
    ranked.sort((a, b) => b.score - a.score);
    const floor = (ranked[0]?.score ?? 0) * MIN_SCORE_RATIO;
    return ranked.filter(({ score }) => score >= floor);
  }

  /** Terms as they are; for those that stand nowhere, words that begin so or are spelt alike. */
  #find(terms: readonly string[], joined: ReadonlySet<string>): SearchResult[] {
    const search = (options: SearchOptions): SearchResult[] =>
      terms.length === 0 ? [] : this.#search.search(terms.join(" "), { tokenize: () => [...terms], ...options });
    const exact = search({});
    const found = new Set(exact.flatMap(({ queryTerms }) => queryTerms));
    const isUnknown = (term: string): boolean => !found.has(term) && !joined.has(term) && term.length >= 4;
    if (!terms.some(isUnknown)) return exact;
    return search({ prefix: isUnknown, fuzzy: (term) => isUnknown(term) && mistakesIn(term) });
  }
}

function fileWeight(path: string, { paths, words }: Question): number {
  const isMentioned = paths.some((mentioned) => path === mentioned || path.endsWith(`/${mentioned}`));
  const asksForTests = words.some(({ whole }) => whole === "test" || whole === "spec" || whole === "fixtur");
  const kind =
    fileKindOf(path) === "markdown" ? PROSE_WEIGHT : TEST_FILE.test(path) && !asksForTests ? TEST_FILE_WEIGHT : 1;
  return kind * (isMentioned ? MENTIONED_FILE_BOOST : 1);
}
