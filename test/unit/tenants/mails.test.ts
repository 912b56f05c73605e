import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import { composeMail, type MailKind, mailTexts } from '../../../src/tenants/mails.ts';
import { sendMails } from '../../../src/tenants/send-mails.ts';
import { ask, signUp } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { mailsTo } from '../../support/mailbox.ts';

const kinds = Object.keys(mailTexts) as MailKind[];
const locales = ['it', 'en'] as const;
const facts = {
  recipient: 'anna@example.it',
  company: 'Bottega',
  link: 'https://ponte.example.com/x?token=abc',
};

describe.each(kinds.flatMap((kind) => locales.map((locale) => ({ kind, locale }))))(
  'the mail $kind in $locale',
  ({ kind, locale }) => {
    const mail = composeMail(kind, { ...facts, locale }, { now: 5, chance: systemChance });

    test('says what for, carries its link on a line of its own, and is plain text', () => {
      expect(mail).toMatchObject({ recipient: 'anna@example.it', kind, locale, createdAt: 5 });
      expect(mail.body.split('\n')).toContain(facts.link);
      expect(mail.body).toContain('Bottega');
      expect(mail.body).not.toMatch(/<\w/);
    });

    test('has a subject without anything that somebody entered', () => {
      expect(mail.subject).toMatch(/\S/);
      expect(mail.subject).not.toContain('Bottega');
    });

    test('is not the text of the other language', () => {
      const other = composeMail(
        kind,
        { ...facts, locale: locale === 'it' ? 'en' : 'it' },
        { now: 5, chance: systemChance },
      );
      expect([mail.subject, mail.body]).not.toEqual([other.subject, other.body]);
    });
  },
);

const service = {
  MAIL_API_URL: 'https://mail.example.com/send',
  MAIL_API_KEY: 'mail-key-secret',
  MAIL_FROM: 'Ponte <ponte@example.com>',
};

async function houseWithMail(
  answer: (count: number) => Response | Promise<Response>,
  variables: Record<string, string> = service,
) {
  const requests: { url: string; authorization: string | null; idempotency: string | null; body: unknown }[] =
    [];
  const world = createTestHouse({
    variables,
    fetch: async (request) => {
      requests.push({
        url: request.url,
        authorization: request.headers.get('authorization'),
        idempotency: request.headers.get('idempotency-key'),
        body: await request.json(),
      });
      return answer(requests.length);
    },
  });
  const { email } = await signUp(world.app, { email: 'anna@example.it' });
  return { world, requests, email };
}

describe('sending', () => {
  test('hands each mail to the sending service once', async () => {
    const { world, requests, email } = await houseWithMail(() => new Response(null, { status: 202 }));
    const [mail] = mailsTo(world, email);
    expect(await sendMails(world.house)).toEqual({ sent: 1, failed: 0 });
    expect(await sendMails(world.house)).toEqual({ sent: 0, failed: 0 });
    expect(requests).toEqual([
      {
        url: 'https://mail.example.com/send',
        authorization: 'Bearer mail-key-secret',
        idempotency: expect.stringMatching(/^mail_/),
        body: { from: 'Ponte <ponte@example.com>', to: email, subject: mail?.subject, text: mail?.body },
      },
    ]);
  });

  test('leaves mails in the outbox where there is no sending service', async () => {
    const { world, requests, email } = await houseWithMail(() => new Response(), {});
    expect(await sendMails(world.house)).toEqual({ sent: 0, failed: 0 });
    expect(requests).toEqual([]);
    expect(mailsTo(world, email)).toHaveLength(1);
    expect(await world.house.directory.mails.waiting(10)).toHaveLength(1);
  });

  test('tries a mail that was refused again at the next run, as the same mail', async () => {
    const { world, requests } = await houseWithMail(
      (count) => new Response(null, { status: count === 1 ? 500 : 200 }),
    );
    expect(await sendMails(world.house)).toEqual({ sent: 0, failed: 1 });
    expect(world.rows('SELECT error, sent_at FROM mails')).toMatchObject([
      { error: 'HTTP 500', sent_at: null },
    ]);
    expect(await sendMails(world.house)).toEqual({ sent: 1, failed: 0 });
    expect(new Set(requests.map(({ idempotency }) => idempotency)).size).toBe(1);
    expect(world.rows('SELECT error FROM mails')).toMatchObject([{ error: null }]);
  });

  test('keeps nothing of a link once its mail went out', async () => {
    const { world, email } = await houseWithMail(() => new Response());
    const [mail] = mailsTo(world, email);
    await sendMails(world.house);
    expect(mail?.token).toHaveLength(43);
    expect(JSON.stringify(world.rows('SELECT * FROM mails'))).not.toContain(mail?.token);
  });

  test('goes on with the next mail where one could not be handed over', async () => {
    const { world } = await houseWithMail((count) => {
      if (count === 1) throw new TypeError('no route');
      return new Response();
    });
    await signUp(world.app);
    expect(await sendMails(world.house)).toEqual({ sent: 1, failed: 1 });
    expect(world.rows('SELECT error FROM mails WHERE sent_at IS NULL')).toMatchObject([
      { error: 'unreachable' },
    ]);
  });

  test('logs neither the key, nor the recipient, nor the link', async () => {
    const { world, email } = await houseWithMail(() => new Response(null, { status: 400 }));
    await sendMails(world.house);
    const [mail] = mailsTo(world, email);
    const logged = world.lines.join('\n');
    expect(logged).toContain('mail-refused');
    for (const secret of ['mail-key-secret', email, mail?.token ?? '']) expect(logged).not.toContain(secret);
  });
});

test('the mail of a sign-up is in the language that was chosen', async () => {
  const world = createTestHouse();
  const body = { company: 'B', email: 'a@example.com', password: 'a long phrase', locale: 'en' };
  await ask(world.app, '/v1/signup', { body });
  expect(mailsTo(world, 'a@example.com')).toMatchObject([
    { locale: 'en', subject: 'Confirm your e-mail address' },
  ]);
});
