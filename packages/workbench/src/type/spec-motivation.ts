// Sections 1 to 3 of a spec: why anything is to change, and what is promised.
import type { Part } from "./document-type.ts";

export const summary: Part = {
  id: "summary",
  heading: "Executive Summary",
  aliases: ["Summary", "TL;DR", "Abstract", "Overview and goals"],
  need: "always",
  role: "summary",
  isMandatory: true,
  expects: [{ kind: "words", max: 200 }],
  guidance: "Tell somebody from another team, in at most 200 words, what hurts, what you propose, and what it brings.",
};

export const context: Part = {
  id: "context",
  heading: "Context and Motivation",
  aliases: ["Context", "Motivation", "Background", "Background and motivation", "Context and problem"],
  need: "always",
  expects: [{ kind: "link" }],
  guidance: "Say why this is done and why now, and link the product requirements or the research that asks for it.",
  parts: [
    {
      id: "context.current",
      heading: "Current State",
      aliases: ["Current architecture", "Existing architecture", "Current situation", "Existing state"],
      need: "full",
      role: "current-state",
      guidance: "Describe how it works today, flaws included, and draw who talks to whom if that takes fewer words.",
    },
    {
      id: "context.problem",
      heading: "The Problem",
      aliases: ["Problem", "Problem statement", "Problem description"],
      need: "full",
      role: "problem",
      guidance: "Name the one thing that hurts most, and how often it happens.",
      parts: [
        {
          id: "context.problem.user",
          heading: "User Impact",
          aliases: ["Impact on users"],
          as: "label",
          need: "full",
          guidance: "Say what people cannot do, or wait for. Give how many of them meet it.",
        },
        {
          id: "context.problem.business",
          heading: "Business Impact",
          aliases: ["Impact on the business"],
          as: "label",
          need: "full",
          guidance: "Say what it costs in money, time or trust. Say where that number comes from.",
        },
        {
          id: "context.problem.debt",
          heading: "Technical Debt",
          aliases: ["Tech debt"],
          as: "label",
          need: "full",
          guidance: "Say what the workarounds make harder. Cite the code that would go away.",
        },
      ],
    },
  ],
};

export const goals: Part = {
  id: "goals",
  heading: "Goals and Non-Goals",
  aliases: ["Goals and scope"],
  need: "always",
  guidance: "Draw the line between what this change promises and what it leaves alone.",
  parts: [
    {
      id: "goals.functional",
      heading: "Functional Goals",
      aliases: ["Goals", "Objectives", "Functional requirements", "In scope"],
      need: "always",
      role: "goals",
      isMandatory: true,
      expects: [{ kind: "tasks" }, { kind: "entries", min: 1 }],
      guidance:
        "Write what will be true, one goal an item, with a number where there can be one; the test plan must prove each.",
      skeleton: "- [ ] Goal 1\n- [ ] Goal 2",
    },
    {
      id: "goals.not",
      heading: "Non-Goals (Out of Scope)",
      aliases: ["Non-Goals", "Out of scope", "Not in scope"],
      need: "always",
      role: "non-goals",
      isMandatory: true,
      expects: [{ kind: "entries", min: 1 }],
      guidance: "Write what somebody could expect of this change and will not get, so that nobody waits for it.",
      skeleton: "- [ ] Non-goal 1\n- [ ] Non-goal 2",
    },
  ],
};
