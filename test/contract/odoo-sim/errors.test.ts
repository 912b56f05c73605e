import { describe, expect, test } from 'vitest';
import { recordedVersions, recordings } from '../../support/recordings.ts';
import { arrange } from './replay/arrange.ts';
import { arrangeErrors, errorScript } from './replay/error-scenes.ts';
import { playFile } from './replay/play-file.ts';
import { Story } from './replay/story.ts';

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test('refuses in the words of the recorded server', async () => {
    const story = new Story(version, { languages: ['en_US'] });
    arrange(story);
    const entries = recordings(version, 'errors');
    arrangeErrors(story, entries);

    const differences = await playFile(story, entries, errorScript(entries));

    expect(differences).toEqual([]);
  });
});
