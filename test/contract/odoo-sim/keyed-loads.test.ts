import { describe, expect, test } from 'vitest';
import { recordedVersions, recordings } from '../../support/recordings.ts';
import { arrange } from './replay/arrange.ts';
import { keyedScript } from './replay/keyed-scenes.ts';
import { playFile } from './replay/play-file.ts';
import { Story } from './replay/story.ts';

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test('loads keyed orders exactly once, and refuses, as the recorded server did', async () => {
    const story = new Story(version);
    arrange(story);

    const differences = await playFile(
      story,
      recordings(version, 'keyed-load-and-races'),
      keyedScript(version),
    );

    expect(differences).toEqual([]);
  });
});
