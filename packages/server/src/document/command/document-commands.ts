// The commands about documents: what they take their turns on, what each rests on, and its decider.
import { type CommandArgs, type DocumentId, DOCUMENTS, documentStream, type StreamId } from "@nomous/protocol";
import type { CommandKind, CommandTable } from "../../command/command-table.ts";
import { type DecisionContext, type Decision, reject } from "../../command/decision.ts";
import type { DocumentHouse, DocumentPorts } from "./document-ports.ts";
import { decideEdit, loadEdit } from "./edit.ts";
import { newDocument, openDocument, restart } from "./open.ts";
import { decideResolve, loadResolve } from "./resolve.ts";
import { recordReview } from "./reviewed.ts";
import { decideState, loadMove } from "./state.ts";
import { decideSettle, decideSuggest, loadProposal } from "./suggest.ts";

type DocumentCommands = Pick<CommandTable, Extract<keyof CommandTable, `document.${string}`>>;

const oneDocument = ({ document }: { readonly document: DocumentId }): readonly StreamId[] => [
  documentStream(document),
];
/** The lock is one file for all documents, and writes of it take their turns there. */
const noStream = (): readonly StreamId[] => [];
/** Two that begin at once could make two documents of one file. */
const allDocuments = (): readonly StreamId[] => [DOCUMENTS];

export function createDocumentCommands(house: DocumentHouse): DocumentCommands {
  const { log, ports } = house;
  const withPorts = <Name extends keyof DocumentCommands>(
    streams: CommandKind<CommandArgs<Name>>["streams"],
    decide: (
      all: DocumentHouse & { ports: DocumentPorts },
      args: CommandArgs<Name>,
      context: DecisionContext,
    ) => Promise<Decision>,
  ): CommandKind<CommandArgs<Name>> => ({
    streams,
    decide: async (args, context) =>
      ports === undefined
        ? reject("not-supported", "This bridge serves no files as documents.")
        : decide({ ...house, ports }, args, context),
  });

  return {
    "document.open": withPorts<"document.open">(allDocuments, openDocument),
    "document.new": withPorts<"document.new">(allDocuments, newDocument),
    "document.restart": withPorts<"document.restart">(oneDocument, restart),
    "document.edit": {
      streams: oneDocument,
      isFrequent: true,
      decide: async (args, context) => decideEdit(await loadEdit(house, args, context), args, context),
    },
    "document.suggest": withPorts<"document.suggest">(oneDocument, async (all, args, context) =>
      decideSuggest(await loadProposal(all.ports, await log.room(args.document), args), args, context),
    ),
    "document.settle": {
      streams: oneDocument,
      decide: (args, context) => decideSettle(house, args, context),
    },
    "document.resolve": {
      streams: oneDocument,
      decide: async (args, context) => decideResolve(await loadResolve(house, args, context), args, context),
    },
    "document.state": withPorts<"document.state">(oneDocument, async (all, args, context) =>
      decideState(await loadMove(all, all.ports, args), context),
    ),
    "document.reviewed": withPorts<"document.reviewed">(noStream, ({ ports }, args) => recordReview(ports.trace, args)),
  };
}
