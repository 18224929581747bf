// For a person who has no model: what to get, how large it is, and where it goes. Nomous downloads nothing by itself.
import type { ModelList } from "@nomous/client";
import { sizeText } from "../words/numbers.ts";

/** Sizes of Q4_K_M files of common open models; what they need in memory is about a fifth more (estimate). */
const CHOICES = [
  { parameters: "0.5 to 1 B", bytes: 700_000_000, good: "tries things out, short texts" },
  { parameters: "3 to 4 B", bytes: 2_400_000_000, good: "summaries, simple questions" },
  { parameters: "7 to 9 B", bytes: 5_000_000_000, good: "everyday work" },
  { parameters: "12 to 14 B", bytes: 9_000_000_000, good: "harder questions, slow without a GPU" },
  { parameters: "27 to 32 B", bytes: 19_000_000_000, good: "close to hosted models, wants a GPU" },
] as const;

export function ConnectGuide({ memory }: { memory: ModelList["memory"] }) {
  return (
    <section className="connect" aria-label="Connect a model">
      <h2>Connect a model</h2>
      <ol>
        <li>
          <b>You have Ollama, LM Studio or llama-server:</b> start it, then press “Look again”. What it has is used
          where it is; nothing is copied.
        </li>
        <li>
          <b>You have a GGUF file:</b> put it into <code>models/</code> of this workspace, or press “Add a file or
          folder”.
        </li>
        <li>
          <b>You have none:</b> choose a model with “GGUF” and “Instruct” in its name on a site you trust, and fetch it
          in a terminal. An interrupted download goes on where it stopped, and the file is checked before it is used.
          <pre>
            <code>nomous models pull https://…/model-Q4_K_M.gguf</code>
          </pre>
        </li>
      </ol>
      <table className="facts-table">
        <thead>
          <tr>
            <th scope="col">Parameters</th>
            <th scope="col">File, Q4_K_M</th>
            <th scope="col">Good for</th>
            <th scope="col">Here (estimate)</th>
          </tr>
        </thead>
        <tbody>
          {CHOICES.map(({ parameters, bytes, good }) => (
            <tr key={parameters}>
              <th scope="row">{parameters}</th>
              <td>about {sizeText(bytes)}</td>
              <td>{good}</td>
              <td>{bytes * 1.2 <= memory.freeBytes ? "fits" : "too large now"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
