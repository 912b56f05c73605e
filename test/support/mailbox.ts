import type { TestHouse } from './house.ts';

export interface Received {
  kind: string;
  subject: string;
  body: string;
  locale: string;
  /** The token in the mail's link. */
  token: string;
}

/** The mails to an address, oldest first. */
export function mailsTo({ rows }: TestHouse, email: string): Received[] {
  return rows('SELECT * FROM mails WHERE recipient = ? ORDER BY created_at, rowid', email).map((row) => {
    const body = String(row['body']);
    return {
      kind: String(row['kind']),
      subject: String(row['subject']),
      locale: String(row['locale']),
      body,
      token: /\?token=([\w-]+)/.exec(body)?.[1] ?? '',
    };
  });
}

/** The token in the last mail of a kind to an address. */
export function mailedToken(world: TestHouse, email: string, kind: string): string {
  const last = mailsTo(world, email).findLast((mail) => mail.kind === kind);
  if (last === undefined) throw new Error(`no mail ${kind} to ${email}`);
  return last.token;
}
