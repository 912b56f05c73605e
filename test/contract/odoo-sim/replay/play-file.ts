import type { Recording } from '../../../support/recordings.ts';
import type { Story } from './story.ts';

/** Plays what cannot be played as a plain call; answers what came out differently. */
export type Scene = (story: Story, entry: Recording) => Promise<string[]> | string[];

export interface Script {
  /** By note: scenes in place of the recorded call. */
  scenes?: Record<string, Scene>;
  /** By note: why a recording is not played. */
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
  for (const entry of entries) {
    if (script.notReplayed?.[entry.note] !== undefined) continue;
    const scene = script.scenes?.[entry.note];
    if (scene !== undefined) found.push(...(await scene(story, entry)));
    else found.push(...(await story.play(entry)));
  }
  return [...found, ...idleNotes(entries, script)];
}

/** Excuses and scenes for recordings that are not there would hide a gap. */
function idleNotes(entries: readonly Recording[], script: Script): string[] {
  const notes = new Set(entries.map((entry) => entry.note));
  return Object.keys(script.scenes ?? {})
    .filter((note) => !notes.has(note))
    .map((note) => `no recording is called "${note}"`);
}
