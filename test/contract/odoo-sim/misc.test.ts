import { describe, expect, test } from 'vitest';
import { recordedVersions, recordings } from '../../support/recordings.ts';
import { arrange } from './replay/arrange.ts';
import { arrangeMisc, miscScript } from './replay/misc-scenes.ts';
import { playFile } from './replay/play-file.ts';
import { Story } from './replay/story.ts';

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test('does to a user of few rights what the recorded server did', async () => {
    const story = new Story(version, { login: 'ponte' });
    arrange(story);
    const entries = recordings(version, 'misc');
    arrangeMisc(story, entries);

    const differences = await playFile(story, entries, miscScript(version));

    expect(differences).toEqual([]);
  });
});
