import type { QueryResult } from "@nomous/client";
import { useMemo } from "react";
import { useQuery } from "../hooks/use-query.ts";
import { exampleQuestions, findReadme, headingsOf } from "./example-questions.ts";

const README_LINES = 200;

/** Up to three questions that this folder can answer. */
export function ExampleQuestions({ onChoose }: { onChoose: (question: string) => void }) {
  const questions = useExampleQuestions();
  if (questions.length === 0) return null;
  return (
    <ul className="examples" aria-label="Examples">
      {questions.map((question) => (
        <li key={question}>
          <button type="button" className="btn quiet cut flush" onClick={() => onChoose(question)}>
            <span className="cut">{question}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useExampleQuestions(): readonly string[] {
  const files = useQuery("workspace.files", { text: "", limit: 500 });
  // Files are listed by when they changed last: in a large folder the README may be far down.
  const readmes = useQuery("workspace.files", { text: "readme", limit: 50 });
  const paths = useMemo(() => pathsOf(files.data), [files.data]);
  const readme = useMemo(() => findReadme(pathsOf(readmes.data)), [readmes.data]);
  const text = useQuery(
    "workspace.read",
    readme === undefined ? undefined : { path: readme, from: 1, to: README_LINES },
  );
  // The questions come once, whole: none is replaced while a person reads it.
  const isListed = files.data !== undefined && readmes.data !== undefined;
  const isReady = isListed && (readme === undefined || !text.isLoading);
  return useMemo(
    () => (isReady ? exampleQuestions(paths, headingsOf(text.data?.lines ?? [])) : []),
    [isReady, paths, text.data],
  );
}

const pathsOf = (found: QueryResult<"workspace.files"> | undefined): readonly string[] =>
  found?.files.map(({ path }) => path) ?? [];
