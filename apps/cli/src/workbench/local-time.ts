const two = (number: number): string => String(number).padStart(2, "0");

export interface LocalTime {
  /** `2026-11-28` */
  readonly date: string;
  /** `2026-11-28 21:10:04 +01:00` */
  readonly time: string;
  /** `2026-11-28T21:10:04+01:00` */
  readonly iso: string;
}

/** A moment, in milliseconds since the Unix epoch, as the person's clock shows it. */
export function localTime(ms: number): LocalTime {
  const moment = new Date(ms);
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":");
  const minutes = -moment.getTimezoneOffset();
  const zone = `${minutes < 0 ? "-" : "+"}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return { date, time: `${date} ${clock} ${zone}`, iso: `${date}T${clock}${zone}` };
}
