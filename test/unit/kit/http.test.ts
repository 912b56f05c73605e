import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { second } from '../../../src/kit/clock.ts';
import { SyncError } from '../../../src/kit/errors.ts';
import { type Fetch, send, systemFetch } from '../../../src/kit/http.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const url = 'https://shop.example.com/orders';

function sending(fetch: Fetch, clock: VirtualClock = createVirtualClock()) {
  return { fetch, clock, timeoutMs: 10 * second, maxBytes: 100, side: 'poleepo' };
}

async function failureOf(answer: Promise<unknown>): Promise<SyncError> {
  const thrown = await answer.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(SyncError);
  return thrown as SyncError;
}

function streamOf(sizes: readonly number[], onCancel: () => void): ReadableStream<Uint8Array> {
  const left = [...sizes];
  return new ReadableStream({
    pull: (controller) => {
      const size = left.shift();
      if (size === undefined) controller.close();
      else controller.enqueue(new Uint8Array(size));
    },
    cancel: onCancel,
  });
}

describe('an answer', () => {
  test('comes back whole, with its status and headers, whatever the status', async () => {
    const fetch: Fetch = async () => new Response('però', { status: 503, headers: { 'x-a': '1' } });
    const answer = await send(new Request(url), sending(fetch));
    expect([answer.status, answer.headers.get('x-a'), Buffer.from(answer.bytes).toString()]).toEqual([
      503,
      '1',
      'però',
    ]);
  });

  test('of several pieces is put together in their order', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const text of ['uno', 'due', 'tre']) controller.enqueue(Buffer.from(text));
        controller.close();
      },
    });
    const answer = await send(
      new Request(url),
      sending(async () => new Response(body)),
    );
    expect(Buffer.from(answer.bytes).toString()).toBe('unoduetre');
  });

  test('without a body has no bytes', async () => {
    const answer = await send(
      new Request(url),
      sending(async () => new Response(null, { status: 204 })),
    );
    expect(answer.bytes.byteLength).toBe(0);
  });

  test('that came in time leaves no alarm behind', async () => {
    const clock = createVirtualClock();
    await send(
      new Request(url),
      sending(async () => new Response('ok'), clock),
    );
    expect(clock.sleeping).toBe(0);
  });

  test('that redirects is an answer, over a real network too', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const answer = await send(new Request(`http://127.0.0.1:${port}/here`), sending(systemFetch));
      expect([answer.status, answer.headers.get('location'), asked]).toEqual([302, '/elsewhere', ['/here']]);
    } finally {
      server.close();
    }
  });
});

describe('an answer that does not come in time', () => {
  test('is timed-out, may have happened, and the request is aborted', async () => {
    const clock = createVirtualClock();
    const sent: Request[] = [];
    const hanging: Fetch = (request) => {
      sent.push(request);
      return new Promise(() => undefined);
    };
    const failed = failureOf(send(new Request(url), sending(hanging, clock)));
    await clock.advance(10 * second - 1);
    expect(sent[0]?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(await failed).toMatchObject({
      code: 'timed-out',
      side: 'poleepo',
      mayHaveHappened: true,
      advice: 'retry',
    });
    expect(sent[0]?.signal.aborted).toBe(true);
  });

  test('is timed-out too where the headers came and the body does not end', async () => {
    const clock = createVirtualClock();
    const body = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(new Uint8Array(1)) });
    const failed = failureOf(
      send(
        new Request(url),
        sending(async () => new Response(body), clock),
      ),
    );
    await clock.advance(10 * second);
    expect(await failed).toMatchObject({ code: 'timed-out', mayHaveHappened: true });
  });

  test('harms nobody when it fails later', async () => {
    const clock = createVirtualClock();
    let fail: (error: Error) => void = () => undefined;
    const fetch: Fetch = () => new Promise((_resolve, reject) => (fail = reject));
    const failed = failureOf(send(new Request(url), sending(fetch, clock)));
    await clock.advance(10 * second);
    fail(new TypeError('aborted'));
    expect(await failed).toMatchObject({ code: 'timed-out' });
  });
});

describe('a side that cannot be reached', () => {
  test('is unreachable, may have happened, and the cause is kept', async () => {
    const cause = new TypeError('connection refused');
    const fetch: Fetch = () => Promise.reject(cause);
    expect(await failureOf(send(new Request(url), sending(fetch)))).toMatchObject({
      code: 'unreachable',
      side: 'poleepo',
      mayHaveHappened: true,
      advice: 'wait',
      cause,
    });
  });

  test('is unreachable too where the connection is lost within the body', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('reset')) });
    expect(
      await failureOf(
        send(
          new Request(url),
          sending(async () => new Response(body)),
        ),
      ),
    ).toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
  });

  test('is told apart from the end of the process', async () => {
    const end = Object.assign(new Error('the process ends'), { fatal: true });
    await expect(
      send(
        new Request(url),
        sending(() => Promise.reject(end)),
      ),
    ).rejects.toBe(end);
  });
});

describe('an answer that is too long', () => {
  test('is refused by its declared length, before it is read', async () => {
    let cancelled = false;
    const body = streamOf([60, 60], () => (cancelled = true));
    const fetch: Fetch = async () => new Response(body, { headers: { 'content-length': '101' } });
    expect(await failureOf(send(new Request(url), sending(fetch)))).toMatchObject({
      code: 'unreadable',
      mayHaveHappened: true,
    });
    expect(cancelled).toBe(true);
  });

  test('is refused where it declares nothing, and not read on', async () => {
    let cancelled = false;
    const body = streamOf([60, 41, 1000], () => (cancelled = true));
    expect(
      await failureOf(
        send(
          new Request(url),
          sending(async () => new Response(body)),
        ),
      ),
    ).toMatchObject({
      code: 'unreadable',
      mayHaveHappened: true,
    });
    expect(cancelled).toBe(true);
  });

  test('is let in where it has exactly the length that is allowed', async () => {
    const body = streamOf([60, 40], () => undefined);
    const { bytes } = await send(
      new Request(url),
      sending(async () => new Response(body)),
    );
    expect(bytes.byteLength).toBe(100);
  });
});
