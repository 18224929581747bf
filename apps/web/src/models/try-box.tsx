// One question to one model, in a conversation of its own: nothing that is tried is lost.
import { type ConversationId, type ModelInfo, newConversationId, newTurnId, type TurnId } from "@nomous/client";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { conversationAddress } from "../address.ts";
import { useBridge } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { Button } from "../ui/button.tsx";
import { Failed, Loading } from "../ui/status.tsx";
import { durationText, plural } from "../words/numbers.ts";

interface Asked {
  readonly conversation: ConversationId;
  readonly answer: TurnId;
  readonly at: number;
}

export function TryBox({ model }: { model: ModelInfo }) {
  const { client, runtime } = useBridge();
  const [text, setText] = useState("Introduce yourself in one sentence.");
  const [asked, setAsked] = useState<Asked>();
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    const conversation = newConversationId(runtime);
    const answer = newTurnId(runtime);
    client.command("conversation.prompt", {
      conversation,
      turn: newTurnId(runtime),
      answer,
      parent: null,
      text: text.trim(),
      attachments: [],
      settings: { engine: model.id, retrieval: false },
    });
    setAsked({ conversation, answer, at: runtime.clock.now() });
  };
  return (
    <form className="try" onSubmit={ask}>
      <label htmlFor="try-text">Try it</label>
      <div className="row">
        <input id="try-text" className="field" value={text} onChange={({ target }) => setText(target.value)} />
        <Button type="submit">Ask</Button>
      </div>
      {asked !== undefined && <Tried key={asked.answer} asked={asked} />}
    </form>
  );
}

function Tried({ asked: { conversation, answer, at } }: { asked: Asked }) {
  const { client } = useBridge();
  const view = useReadable(client.answer(answer));
  const { text, end, route, firstAt, count } = view;
  return (
    <div className="tried">
      {route !== undefined && (
        <p className="meta">
          {route.name}, {route.reason}
          {route.refused.map(({ name, reason }) => `; ${name} ${reason}`)}
        </p>
      )}
      {text === "" && end === undefined && <Loading>Waiting for the first token</Loading>}
      <p className="said">{text}</p>
      {end?.error !== undefined && <Failed>{end.error.message}</Failed>}
      {firstAt !== undefined && (
        <p className="meta">
          First token after {durationText(Math.max(0, firstAt - at))}, {plural(count, "token")}
        </p>
      )}
      <Link href={conversationAddress(conversation)}>Open the conversation</Link>
    </div>
  );
}
