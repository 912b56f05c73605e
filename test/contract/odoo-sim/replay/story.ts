import { createOdooSim, type OdooSim } from '../../../../sim/odoo/app.ts';
import { demoAccess } from '../../../../sim/odoo/seed/people.ts';
import { z } from 'zod';
import type { Recorded, RecordedCall, RecordedVersion, Recording } from '../../../support/recordings.ts';
import { differences, type Ground, plain } from './compare.ts';
import { Ids } from './ids.ts';
import { relationsOf } from './schema.ts';
import { Translator } from './translate.ts';

/** The day on which the recordings were made. */
const today = '2026-11-22';

const envelope = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.json().optional(),
  result: z.json().optional(),
  error: z.object({ code: z.int(), message: z.string(), data: z.record(z.string(), z.json()) }).optional(),
});

export type Envelope = z.infer<typeof envelope>;

export interface StoryOptions {
  languages?: readonly string[];
  login?: keyof typeof demoAccess;
}

/** A simulator on which recordings are played again, and what it answered differently. */
export class Story {
  readonly sim: OdooSim;
  readonly version: RecordedVersion;
  readonly ids = new Ids();
  readonly ground: Ground;
  readonly translator: Translator;
  readonly uid: number;
  private readonly key: string;

  constructor(version: RecordedVersion, options: StoryOptions = {}) {
    let clock = Date.parse(`${today}T15:53:00Z`);
    const now = () => (clock += 10);
    const { languages } = options;
    this.version = version;
    this.sim = createOdooSim({ version, now, ...(languages === undefined ? {} : { languages }) });
    const access = demoAccess[options.login ?? 'admin'];
    this.key = access.apiKey;
    this.uid = this.sim.db.search('res.users', [['login', '=', access.login]])[0] ?? 0;
    const relation = relationsOf(version);
    this.ground = { ids: this.ids, relation, today };
    this.translator = new Translator(this.ids, relation);
  }

  /** Says that a recorded record is this one of the simulator. */
  know(model: string, recorded: number, sim: number): void {
    if (!this.ids.match(model, recorded, sim)) throw new Error(`${model} ${recorded} is known otherwise`);
  }

  async rpc(params: Record<string, Recorded>): Promise<Envelope> {
    const response = await this.post('/jsonrpc', { jsonrpc: '2.0', method: 'call', id: 1, params });
    return envelope.parse(await response.json());
  }

  async post(path: string, body: Recorded, headers: Record<string, string> = {}): Promise<Response> {
    return this.sim.fetch(
      new Request(`http://odoo.test${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  }

  async call(call: RecordedCall): Promise<Envelope> {
    const args = ['demo', this.uid, this.key, call.model, call.method, call.args, call.kwargs];
    return this.rpc({ service: 'object', method: 'execute_kw', args });
  }

  async jsonTwo(path: string, body: Recorded, key: string = this.key): Promise<Response> {
    return this.post(path, body, { authorization: `bearer ${key}` });
  }

  /** Plays a recorded call; answers in words what came out differently. */
  async play(entry: Recording): Promise<string[]> {
    if (entry.call === undefined) return [`${entry.note}: no call was recorded`];
    const answer = await this.call(this.translator.call(entry.call));
    return this.judge(entry, entry.call, answer).map((line) => `${entry.note}: ${line}`);
  }

  judge(entry: Recording, call: { model: string; method: string }, answer: Envelope): string[] {
    const at = { model: call.model, path: 'error' };
    const { error } = entry;
    if (error !== undefined && error !== null) {
      const { name, message, arguments: list, context } = error.data;
      const data = { name, message, arguments: list, context };
      const { debug: _debug, ...simulated } = answer.error?.data ?? {};
      return [
        ...plain(this.ground, at, { recorded: error.code, sim: answer.error?.code }),
        ...plain(this.ground, at, { recorded: data, sim: simulated }),
      ];
    }
    if (answer.error !== undefined) return [`an error came: ${JSON.stringify(answer.error.data)}`];
    if (entry.result === '<no result key>') {
      return 'result' in answer ? [`a result came: ${JSON.stringify(answer.result)}`] : [];
    }
    return differences(this.ground, call, { recorded: entry.result ?? null, sim: answer.result ?? null });
  }
}
