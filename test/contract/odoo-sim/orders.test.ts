import { describe, expect, test } from 'vitest';
import { recordedVersions, recordings } from '../../support/recordings.ts';
import { arrange } from './replay/arrange.ts';
import { playFile } from './replay/play-file.ts';
import { orderScript, rememberOlderCustomer } from './replay/order-scenes.ts';
import { Story } from './replay/story.ts';

describe.each(recordedVersions)('the simulated Odoo %i', (version) => {
  test('takes, confirms, cancels and refuses orders as the recorded server did', async () => {
    const story = new Story(version);
    arrange(story);
    if (version === 19) rememberOlderCustomer(story);

    const differences = await playFile(story, recordings(version, 'orders'), orderScript(version));

    expect(differences).toEqual([]);
  });

  test('repeats loads as the recorded server did', async () => {
    const story = new Story(version);
    arrange(story);
    if (version === 19) rememberOlderCustomer(story);
    const before = recordings(version, 'orders');
    await playFile(story, before, orderScript(version));

    const differences = await playFile(
      story,
      recordings(version, 'load-idempotent'),
      orderScript(version, 'loads'),
    );

    expect(differences).toEqual([]);
  });
});
