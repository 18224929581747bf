// What a room shows, as much of it as an item holds: first selections go, then those who have been there longest.
import { type FileState, LIMITS, type RoomState, utf8Length } from "@nomous/protocol";

/** Before anybody has looked at the file. */
export const UNKNOWN_FILE: FileState = { status: "behind", seq: 0, at: 0, ending: "none", hasMark: false };

/** `people` in the order in which they came. */
export function fitRoom(room: RoomState): RoomState {
  if (fits(room)) return room;
  let people = room.people.map((one) => ({ ...one, selection: null }));
  for (let most: number = LIMITS.roomPeople; people.length > 0 && !fits({ ...room, people }); most >>= 1) {
    people = most === 0 ? [] : people.slice(-most);
  }
  return { ...room, people };
}

const fits = (room: RoomState): boolean => utf8Length(JSON.stringify(room)) <= LIMITS.itemBytes;
