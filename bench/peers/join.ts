import { joinNomous } from "./nomous-participant.ts";
import type { Address, Participant, ServerKind } from "./participant.ts";
import { joinHocuspocus, joinYWebsocket } from "./yjs-participants.ts";

type Join = (address: Address, isOnline: boolean) => Promise<Participant>;

const JOINS: Record<ServerKind, Join> = {
  nomous: joinNomous,
  hocuspocus: joinHocuspocus,
  "y-websocket": joinYWebsocket,
};

/** Connects to a server; `isOnline: false` waits until it is told, where the client library can begin that way: ours cannot. */
export const join = (address: Address, isOnline = true): Promise<Participant> => JOINS[address.kind](address, isOnline);
