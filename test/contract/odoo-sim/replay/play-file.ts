import type { Recording } from '../../../support/recordings.ts';
import type { Story } from './story.ts';

/** Plays what cannot be played as a plain call; answers what came out differently. */
export type Scene = (story: Story, entry: Recording) => Promise<string[]> | string[];

export interface Script {
  /** By note: scenes in place of the recorded call. */
  scenes?: Record<string, Scene>;
  /** By note, or by `note #2` for the second of that name: why a recording is not played. */
  notReplayed?: Record<string, string>;
}

/**
 * Plays a file of recordings in its order, each by its scene, as its call, or not at all with a reason.
 * Answers what came out differently, and every recording that was neither played nor excused.
 */
export async function playFile(
  story: Story,
  entries: readonly Recording[],
  script: Script,
): Promise<string[]> {
  const found: string[] = [];
  const seen = new Map<string, number>();
  for (const entry of entries) {
    const nth = (seen.get(entry.note) ?? 0) + 1;
    seen.set(entry.note, nth);
    const excuse = script.notReplayed?.[`${entry.note} #${nth}`] ?? script.notReplayed?.[entry.note];
    if (excuse !== undefined) continue;
    const scene = script.scenes?.[entry.note];
    if (scene !== undefined) found.push(...(await scene(story, entry)));
    else found.push(...(await story.play(entry)));
  }
  return [...found, ...idleNotes(seen, script)];
}

/** Excuses and scenes for recordings that are not there would hide a gap. */
function idleNotes(seen: ReadonlyMap<string, number>, script: Script): string[] {
  return [...Object.keys(script.scenes ?? {}), ...Object.keys(script.notReplayed ?? {})]
    .filter((name) => {
      const [note = '', nth] = name.split(/ #(?=\d+$)/);
      return (seen.get(note) ?? 0) < Number(nth ?? 1);
    })
    .map((name) => `no recording is called "${name}"`);
}
