export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One wide line per thing that happened. Fields are plain values; secrets and buyers' data never are. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  with(fields: LogFields): Log;
}

/** Writes JSON lines to the platform's log. */
export function createLog(
  bound: LogFields = {},
  write: (line: string, failed: boolean) => void = toConsole,
): Log {
  const line = (level: string, event: string, fields?: LogFields) =>
    JSON.stringify({ level, event, ...bound, ...fields });
  return {
    info: (event, fields) => write(line('info', event, fields), false),
    error: (event, fields) => write(line('error', event, fields), true),
    with: (fields) => createLog({ ...bound, ...fields }, write),
  };
}

function toConsole(line: string, failed: boolean): void {
  if (failed) console.error(line);
  else console.log(line);
}

export const silentLog: Log = { info: () => undefined, error: () => undefined, with: () => silentLog };
