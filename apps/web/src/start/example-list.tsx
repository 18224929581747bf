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
  const paths = useMemo(() => files.data?.files.map(({ path }) => path) ?? [], [files.data]);
  const readme = findReadme(paths);
  const text = useQuery(
    "workspace.read",
    readme === undefined ? undefined : { path: readme, from: 1, to: README_LINES },
  );
  // The questions come once, whole: none is replaced while a person reads it.
  const isReady = files.data !== undefined && (readme === undefined || !text.isLoading);
  return useMemo(
    () => (isReady ? exampleQuestions(paths, headingsOf(text.data?.lines ?? [])) : []),
    [isReady, paths, text.data],
  );
}
