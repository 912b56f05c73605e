import type { Clock } from '../kit/clock.ts';
import { second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import { type Fetch, send } from '../kit/http.ts';
import type { Log } from '../kit/log.ts';
import type { MailRow } from '../store/directory/mail-rows.ts';
import type { Directory } from '../store/directory/directory.ts';

export interface Post {
  directory: Pick<Directory, 'mails'>;
  clock: Clock;
  fetch: Fetch;
  log: Log;
  variables: {
    MAIL_API_URL?: string | undefined;
    MAIL_API_KEY?: string | undefined;
    MAIL_FROM?: string | undefined;
  };
}

const mostAtOnce = 50;

/**
 * Sends the mails that wait, oldest first, and answers how many went out. A mail that the sending service refuses waits
 * for the next run with the reason beside it. Without a sending service all of them stay in the outbox to be read.
 */
export async function sendMails(post: Post): Promise<{ sent: number; failed: number }> {
  const { MAIL_API_URL: url, MAIL_API_KEY: key } = post.variables;
  if (url === undefined || key === undefined) return { sent: 0, failed: 0 };
  const { mails } = post.directory;
  let sent = 0;
  let failed = 0;
  for (const mail of await mails.waiting(mostAtOnce)) {
    const problem = await sendOne(post, mail, { url, key });
    if (problem === null) sent += 1;
    else failed += 1;
    if (problem === null) await mails.sent(mail.id, post.clock.now());
    else await mails.failed(mail.id, problem);
  }
  return { sent, failed };
}

async function sendOne(
  { clock, fetch, log, variables }: Post,
  mail: MailRow,
  { url, key }: { url: string; key: string },
): Promise<string | null> {
  const request = new Request(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': mail.id,
    },
    body: JSON.stringify({
      ...(variables.MAIL_FROM === undefined ? {} : { from: variables.MAIL_FROM }),
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
    }),
  });
  try {
    const sending = { fetch, clock, timeoutMs: 15 * second, maxBytes: 64 * 1024, side: 'mail' };
    const { status } = await send(request, sending);
    if (status >= 200 && status < 300) return null;
    log.error('mail-refused', { mail: mail.id, status });
    return `HTTP ${status}`;
  } catch (thrown) {
    if (!(thrown instanceof SyncError)) throw thrown;
    log.error('mail-not-sent', { mail: mail.id, code: thrown.code });
    return thrown.code;
  }
}
