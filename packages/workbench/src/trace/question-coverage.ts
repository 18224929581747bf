// Open questions, and who answered them and where: in the document itself, or in one that was made from it, which names the question's line or
// heading, or says most of its words.
import { statementsIn } from "../prose/statements.ts";
import { subjectWords, withoutId } from "../prose/subject-words.ts";
import { shared } from "../prose/word-set.ts";
import { isGuidance } from "../rule/guidance.ts";
import { openIn } from "../rule/lifecycle/open-question.ts";
import { type Point, pointsIn } from "../rule/points.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { isWithin, type Span } from "../text/span.ts";
import { citationsOf } from "./citations.ts";
import { placeIn, type TracedDocument, type TracePlace } from "./traced-document.ts";

export interface QuestionCoverage {
  readonly document: string;
  readonly text: string;
  readonly line: number;
  /** Nobody has answered it where it stands. */
  readonly isOpen: boolean;
  /** Where it is asked again. */
  readonly askedIn: readonly TracePlace[];
  readonly answers: readonly QuestionAnswer[];
}

interface QuestionAnswer {
  readonly place: TracePlace;
  /** `here`: where it was asked. `again`: where it was asked again. `link`: by its place. `words`: by what it asks. */
  readonly by: "here" | "again" | "link" | "words";
}

interface Question {
  readonly point: Point;
  readonly isOpen: boolean;
  readonly words: ReadonlySet<string>;
}

const known = new WeakMap<Subject, readonly Question[]>();

function questionsOf(subject: Subject): readonly Question[] {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const { markdown, typed } = subject;
  const questions = partsOf(subject, "open-questions").flatMap((part) => {
    const open = openIn(markdown, part.content);
    return pointsIn(subject, part)
      .filter(({ text }) => typed === null || !isGuidance(text, typed.type))
      .map((point) => ({
        point,
        isOpen: open.some(({ from, to }) => from < point.to && to > point.from),
        words: askedWords(point.text),
      }));
  });
  known.set(subject, questions);
  return questions;
}

/** What is asked, without the answer behind the mark. */
const askedWords = (text: string): ReadonlySet<string> => subjectWords(withoutId(text).split("?", 1)[0] ?? "");

/** `followers` are made from the document, directly or through others. */
export function questionCoverage(
  { subject }: TracedDocument,
  followers: readonly TracedDocument[],
): QuestionCoverage[] {
  return questionsOf(subject).map((question) => {
    const again = followers.flatMap((one) => asksAgain(one.subject, subject, question));
    const here: QuestionAnswer[] = question.isOpen
      ? []
      : [{ place: placeIn(subject, question.point.from), by: "here" }];
    return {
      document: subject.path,
      text: question.point.text,
      line: subject.markdown.lines.positionOf(question.point.from).line,
      isOpen: question.isOpen,
      askedIn: again.filter(({ isOpen }) => isOpen).map(({ place }) => place),
      answers: [
        ...here,
        ...again.filter(({ isOpen }) => !isOpen).map(({ place }): QuestionAnswer => ({ place, by: "again" })),
        ...followers.flatMap((one) => answersIn(one.subject, subject, question)),
      ],
    };
  });
}

/** With fewer words a question could be any. */
const MIN_WORDS = 3;
const SAME = 0.75;

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size >= MIN_WORDS && shared(one, other) >= SAME * Math.max(one.size, other.size);

function asksAgain(follower: Subject, source: Subject, question: Question): { place: TracePlace; isOpen: boolean }[] {
  return questionsOf(follower)
    .filter(({ point, words }) => isSame(question.words, words) || citesQuestion(follower, point, source, question))
    .map(({ point, isOpen }) => ({ place: placeIn(follower, point.from), isOpen }));
}

const citesQuestion = (follower: Subject, within: Span, source: Subject, { point }: Question): boolean => {
  const { line } = placeIn(source, point.from);
  return citationsOf(follower).some(
    (citation) => isWithin(citation, within) && citation.path === source.path && citation.line === line,
  );
};

/** What says it outside the lists of questions. */
function answersIn(follower: Subject, source: Subject, question: Question): QuestionAnswer[] {
  const asked = partsOf(follower, "open-questions").map(({ content }) => content);
  const whole = { from: follower.markdown.headings[0]?.to ?? 0, to: follower.markdown.text.length };
  return statementsOf(follower, whole)
    .filter((statement) => !asked.some((part) => isWithin(statement, part)))
    .flatMap((statement): QuestionAnswer[] => {
      const place = placeIn(follower, statement.from);
      if (citesQuestion(follower, statement, source, question)) return [{ place, by: "link" }];
      const isAnswer = !statement.text.trim().endsWith("?") && says(statement.words, question.words);
      return isAnswer ? [{ place, by: "words" }] : [];
    });
}

const says = (words: ReadonlySet<string>, asked: ReadonlySet<string>): boolean =>
  asked.size > MIN_WORDS && shared(asked, words) >= SAME * asked.size;

type Said = Span & { readonly text: string; readonly words: ReadonlySet<string> };

const saidIn = new WeakMap<Subject, readonly Said[]>();

/** Each question is held against each statement, so each is read once. */
function statementsOf(subject: Subject, whole: Span): readonly Said[] {
  const before = saidIn.get(subject);
  if (before !== undefined) return before;
  const said = statementsIn(subject.markdown, whole).map((one) => ({ ...one, words: subjectWords(one.text) }));
  saidIn.set(subject, said);
  return said;
}
