import type { Citation, ConversationId, TurnCitation } from "@nomous/client";
import { Link } from "wouter";
import { conversationAddress, fileAddress, placeText } from "../../address.ts";

interface SourcesProps {
  citations: readonly Citation[];
  turns: readonly TurnCitation[];
}

/** What an answer rests on: number, place, what stands there. */
export function Sources({ citations, turns }: SourcesProps) {
  if (citations.length + turns.length === 0) return null;
  return (
    <ol className="sources" aria-label="Sources">
      {citations.map(({ n, path, line, endLine, excerpt }) => (
        <li key={n}>
          <span>{n}</span>
          <Link className="cut" href={fileAddress(path, [line, endLine])}>
            {placeText(path, [line, endLine])}
          </Link>
          <span className="cut">{excerpt}</span>
        </li>
      ))}
      {turns.map(({ n, conversation, turn, excerpt }) => (
        <li key={n}>
          <span>{n}</span>
          <Link href={conversationAddress(conversation as ConversationId, turn)}>past conversation</Link>
          <span className="cut">{excerpt}</span>
        </li>
      ))}
    </ol>
  );
}
