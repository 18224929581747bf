import type { ContextReport, ContextSection } from "@nomous/client";
import { countText } from "../../words/numbers.ts";
import "./context.css";
import { fillText, POLICY, sectionTokens } from "./context-words.ts";

/** What the model is given part by part, what stays out, and the rule behind it. */
export function ContextSections({ context }: { context: ContextReport }) {
  const { sections, reserved, dropped } = context;
  return (
    <>
      <p className="meta">{fillText(context)}</p>
      <dl className="parts">
        {sections.map((section, index) => (
          <Part key={`${index} ${section.label}`} section={section} />
        ))}
        <div>
          <dt>Kept free for the answer</dt>
          <dd>{countText(reserved)}</dd>
        </div>
      </dl>
      {dropped.length > 0 && (
        <>
          <h3>Stays out</h3>
          <dl className="parts out">
            {dropped.map((section, index) => (
              <Part key={`${index} ${section.label}`} section={section} />
            ))}
          </dl>
        </>
      )}
      <p className="meta">{POLICY}</p>
    </>
  );
}

const Part = ({ section }: { section: ContextSection }) => (
  <div>
    <dt>{section.label}</dt>
    <dd>{sectionTokens(section)}</dd>
  </div>
);
