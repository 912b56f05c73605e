/** What a fault makes of an answer that is JSON. */
export type Distortion =
  'statuses-as-strings' | 'statuses-as-objects' | 'total-missing' | 'unknown-members' | 'numbers-as-strings';

type Json = unknown;

function record(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Applies a change to every record, the innermost first. */
function deep(value: Json, change: (members: Record<string, Json>) => Record<string, Json>): Json {
  if (Array.isArray(value)) return value.map((element) => deep(element, change));
  if (!record(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, deep(member, change)])),
  );
}

function statusAsString(members: Record<string, Json>): Record<string, Json> {
  const { status } = members;
  return record(status) && typeof status['id'] === 'string' ? { ...members, status: status['id'] } : members;
}

function statusAsObject(members: Record<string, Json>): Record<string, Json> {
  const { status } = members;
  return typeof status === 'string' ? { ...members, status: { id: status, name: status } } : members;
}

/** Numbers become strings, except ids: that those are integers is confirmed. */
function numbersAsStrings(members: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => {
      const isId = name === 'id' || name.endsWith('_id');
      return [name, typeof member === 'number' && !isId ? String(member) : member];
    }),
  );
}

const unknown = { x_new: { since: '2027-01', flags: [true, null] }, score: 0.5 };

/** The answer, distorted. */
export function distort(body: Json, how: Distortion): Json {
  switch (how) {
    case 'statuses-as-strings':
      return deep(body, statusAsString);
    case 'statuses-as-objects':
      return deep(body, statusAsObject);
    case 'total-missing': {
      if (!record(body)) return body;
      const { total: _total, ...rest } = body;
      return rest;
    }
    case 'unknown-members':
      return deep(body, (members) => ({ ...unknown, ...members }));
    case 'numbers-as-strings':
      return deep(body, numbersAsStrings);
  }
}
