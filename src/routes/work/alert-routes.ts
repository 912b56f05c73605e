import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { Locale } from '../../kit/text.ts';
import type { AlertRow } from '../../store/notice-store.ts';
import { alertWords } from '../../tenants/alert-words.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { listOf } from './paging.ts';

const time = z.iso.datetime();

const alertView = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  title: z.string(),
  nextStep: z.string(),
  count: z.int(),
  raisedAt: time,
  lastAt: time,
  /** When a mail told of it. */
  toldAt: time.nullable(),
  closedAt: time.nullable(),
  detail: z.record(z.string(), z.unknown()),
});

export const alertRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/alerts',
    summary: 'What needs somebody now: what is wrong and what to do',
    tag: 'Alerts',
    role: 'read-only',
    answer: listOf(alertView),
    handle: async ({ stores, locale }) => {
      const items = (await stores.notices.alerts(200)).map((alert) => view(alert, locale));
      return { items, nextCursor: null };
    },
  }),
  route({
    method: 'post',
    path: '/v1/alerts/{id}/close',
    summary: 'Close an alert',
    tag: 'Alerts',
    role: 'operator',
    params: z.object({ id: z.string().regex(/^alert_[0-9a-f]{32}$/) }),
    example: { params: { id: `alert_${'0'.repeat(32)}` } },
    answer: alertView,
    handle: async (entry) => {
      const closed = await entry.stores.notices.closeById(entry.params.id, entry.house.clock.now());
      if (closed === null) throw problem('not-found');
      const { kind, subject } = closed;
      await audit(entry, { action: 'alert.close', target: subject, detail: { kind } });
      return view(closed, entry.locale);
    },
  }),
];

function view(alert: AlertRow, locale: Locale): z.output<typeof alertView> {
  const { title, nextStep } = alertWords(alert);
  return {
    id: alert.id,
    kind: alert.kind,
    subject: alert.subject,
    title: title[locale],
    nextStep: nextStep[locale],
    count: alert.count,
    raisedAt: toIso(alert.raisedAt),
    lastAt: toIso(alert.lastAt),
    toldAt: alert.toldAt === null ? null : toIso(alert.toldAt),
    closedAt: alert.closedAt === null ? null : toIso(alert.closedAt),
    detail: alert.detail,
  };
}
