import type { Recorded } from '../../../support/recordings.ts';
import type { Ids } from './ids.ts';
import type { Relations } from './schema.ts';
import { isDict } from './translate.ts';

/** What both sides are compared under: ids are matched, the day's times and the order numbers are not. */
export interface Ground {
  ids: Ids;
  relation: Relations;
  /** `YYYY-MM-DD` of the recording; times of that day are of the clock. */
  today: string;
}

interface At {
  model: string;
  path: string;
}

/** Where a result differs from the recorded one, in words; empty when it does not. */
export function differences(
  ground: Ground,
  call: { model: string; method: string },
  sides: { recorded: Recorded; sim: Recorded },
): string[] {
  const at = { model: call.model, path: `${call.model}.${call.method}` };
  const { recorded, sim } = sides;
  switch (call.method) {
    case 'create':
    case 'search':
      return idLists(ground, at, { recorded, sim });
    case 'load':
      return loads(ground, at, { recorded, sim });
    case 'read':
    case 'search_read':
      return records(ground, at, { recorded, sim });
    case 'get_external_id':
      return plain(ground, at, { recorded: values(recorded), sim: values(sim) });
    case 'get_metadata':
      return records(ground, at, { recorded, sim });
    default:
      return plain(ground, at, { recorded, sim });
  }
}

type Sides = { recorded: Recorded | undefined; sim: Recorded | undefined };

const values = (value: Recorded): Recorded => (isDict(value) ? Object.values(value) : value);

const told = (at: At, { recorded, sim }: Sides): string[] => [
  `${at.path}: recorded ${JSON.stringify(recorded)}, simulated ${JSON.stringify(sim)}`,
];

function idLists(ground: Ground, at: At, sides: Sides): string[] {
  const { recorded, sim } = sides;
  if (Array.isArray(recorded) !== Array.isArray(sim)) return told(at, sides);
  const left = [recorded].flat();
  const right = [sim].flat();
  if (left.length !== right.length) return told(at, sides);
  const fits = left.every((id, index) => {
    const other = right[index];
    return typeof id === 'number' && typeof other === 'number'
      ? ground.ids.match(at.model, id, other)
      : id === other;
  });
  return fits ? [] : told(at, sides);
}

function loads(ground: Ground, at: At, sides: Sides): string[] {
  const { recorded, sim } = sides;
  if (!isDict(recorded) || !isDict(sim)) return told(at, sides);
  const ids = { recorded: recorded['ids'], sim: sim['ids'] };
  return [
    ...idLists(ground, { ...at, path: `${at.path}.ids` }, ids),
    ...plain(
      ground,
      { ...at, path: `${at.path}.messages` },
      { recorded: recorded['messages'], sim: sim['messages'] },
    ),
    ...plain(
      ground,
      { ...at, path: `${at.path}.nextrow` },
      { recorded: recorded['nextrow'], sim: sim['nextrow'] },
    ),
  ];
}

function records(ground: Ground, at: At, sides: Sides): string[] {
  const { recorded, sim } = sides;
  if (!Array.isArray(recorded) || !Array.isArray(sim) || recorded.length !== sim.length) {
    return told(at, sides);
  }
  return recorded.flatMap((left, index) => {
    const right = sim[index];
    if (!isDict(left) || !isDict(right)) return told(at, { recorded: left, sim: right });
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].flatMap((name) =>
      member(
        ground,
        { model: modelOf(at.model, left, name), path: `${at.path}[${index}].${name}` },
        {
          name,
          recorded: left[name],
          sim: right[name],
        },
      ),
    );
  });
}

/** A generic reference names its model beside it. */
function modelOf(model: string, record: Record<string, Recorded>, name: string): string {
  const named = record['model'];
  return name === 'res_id' && typeof named === 'string' ? named : model;
}

function member(ground: Ground, at: At, sides: Sides & { name: string }): string[] {
  const { recorded, sim, name } = sides;
  if (name === 'id' || name === 'res_id') return idLists(ground, at, { recorded, sim });
  const relation = ground.relation(at.model, name);
  if (relation === undefined) return plain(ground, at, sides);
  if (!Array.isArray(recorded) || !Array.isArray(sim)) return plain(ground, at, sides);
  const there = { model: relation, path: at.path };
  if (typeof recorded[1] !== 'string') return idLists(ground, there, { recorded, sim });
  return [
    ...idLists(ground, there, { recorded: recorded[0], sim: sim[0] }),
    ...plain(ground, there, { recorded: recorded[1], sim: sim[1] }),
  ];
}

/** Deep equality of values without ids, floats up to their noise. */
export function plain(ground: Ground, at: At, sides: Sides): string[] {
  const left = canonical(ground, sides.recorded);
  const right = canonical(ground, sides.sim);
  return JSON.stringify(left) === JSON.stringify(right) ? [] : told(at, sides);
}

/** Ids inside an action, which are each database's own. */
const own = new Set(['view_id', 'default_order_id', 'default_template_id']);

function canonical(ground: Ground, value: Recorded | undefined): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (typeof value === 'string') return words(ground, value);
  if (Array.isArray(value)) return value.map((one) => canonical(ground, one));
  if (!isDict(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, own.has(key) ? '#' : canonical(ground, one)]),
  );
}

function words(ground: Ground, value: string): string {
  return value
    .replaceAll(new RegExp(`${ground.today} [0-9:.]+`, 'g'), 'NOW')
    .replaceAll(/\bS\d{5}\b/g, 'S#')
    .replaceAll(/Failing row contains \(\d+, (.*), \d+, f/g, 'Failing row contains (#, $1, #, f')
    .replaceAll(/port \d+ failed/g, 'port # failed')
    .replaceAll(/User: \d+\)/g, 'User: #)')
    .replaceAll(/\(id=\d+\)/g, '(id=#)');
}
