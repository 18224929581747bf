import type { Citation } from "@nomous/client";
import { Link } from "wouter";
import { fileAddress, placeText } from "../address.ts";
import { useShell } from "../shell/use-shell.ts";
import { IconButton } from "../ui/button.tsx";
import { BranchTree } from "./branch-tree.tsx";
import "./side-panel.css";
import { useAnswer } from "./use-answer.ts";
import { useChat } from "./use-chat.ts";
import type { EngineTurn } from "@nomous/client";

/** Beside the thread: the branches, and the passages that the last answer rests on. */
export function SidePanel() {
  const { view, path } = useChat();
  const { toggleSide } = useShell();
  const answer = path.findLast((turn) => turn.role === "engine" && !view.waiting.has(turn.parent));
  return (
    <aside className="side" aria-label="Side panel" data-region="" tabIndex={-1}>
      <section className="sec">
        <h2>
          <span className="grow">Branches</span>
          <IconButton className="small" glyph="close" label="Hide the side panel" onClick={toggleSide} />
        </h2>
        <BranchTree />
      </section>
      <section className="sec">
        <h2>Passages</h2>
        {answer?.role === "engine" ? <Passages turn={answer} /> : <NoPassages />}
      </section>
    </aside>
  );
}

function Passages({ turn }: { turn: EngineTurn }) {
  const { citations } = useAnswer(turn);
  if (citations.length === 0) return <NoPassages />;
  return citations.map((citation) => <Passage key={citation.n} citation={citation} />);
}

const NoPassages = () => <p className="meta">None yet. What an answer rests on appears here.</p>;

function Passage({ citation: { n, path, line, endLine, excerpt } }: { citation: Citation }) {
  return (
    <div className="psg">
      <Link href={fileAddress(path, [line, endLine])}>
        <span>{n}</span>
        {placeText(path, [line, endLine])}
      </Link>
      <p>{excerpt}</p>
    </div>
  );
}
