import type { Hold } from '../jobs/outcome.ts';
import type { OrderStanding } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { OrderLink } from '../store/link-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { amountText, equalToTheCent, zero } from '../trade/money.ts';
import { changeNote, changeSummary, type Obstacle } from './change-words.ts';
import { type Change, compareFacts } from './compare-facts.ts';
import { deletedInOdoo, totalDiffersAfterChange } from './news-holds.ts';
import type { OrderFacts } from './order-facts.ts';
import { type LeftOrder, leftBy, newRecord, type OrderRecord } from './order-record.ts';
import { draftOrder } from './place-order.ts';
import { obstacleIn, type Plan, planChange } from './plan-change.ts';
import type { OrderPolicy } from './policy.ts';
import { cancelledInOdoo } from './status-holds.ts';
import { tellPeople } from './tell-people.ts';

export interface News {
  order: PoleepoOrder;
  policy: OrderPolicy;
  link: OrderLink;
  record: OrderRecord | null;
  facts: OrderFacts;
  print: string;
  /** Writes down what is about to be written into Odoo, once nothing older can come after it. */
  intend: (record: OrderRecord, aim: LeftOrder) => Promise<void>;
}

/** What became of news of an order that is in Odoo. */
export type Carried =
  | { kind: 'same' }
  | { kind: 'changed'; changes: Change[]; record: OrderRecord; total: string; saleOrder: string }
  | { kind: 'told'; changes: Change[]; obstacle: Obstacle; record: OrderRecord; total: string }
  | { kind: 'held'; hold: Hold; record?: OrderRecord; total?: string };

/**
 * Carries what changed in Poleepo over to the sale order while Odoo still allows it and nobody has edited it there;
 * otherwise tells a person on the order, once, exactly what changed. Safe to run again from any point.
 */
export async function changeOrder(context: TenantContext, news: News): Promise<Carried> {
  const { link, record, facts } = news;
  const changes = record === null ? [] : compareFacts(record.order, facts);
  // What is as it was before may not be so in Odoo where another write of it was lost.
  if (record !== null && changes.length === 0 && record.intended === null) return { kind: 'same' };
  const standing = link.saleOrderId === null ? null : await context.odoo.orders.standing(link.saleOrderId);
  const saleOrder = link.saleOrderName ?? '';
  if (standing === null) return { kind: 'held', hold: deletedInOdoo({ saleOrder }) };
  if (standing.state === 'cancel') return { kind: 'held', hold: cancelledInOdoo({ saleOrder }) };
  const theirs = record?.theirs === true ? 'edited' : null;
  const obstacle = record?.left == null ? 'unknown-before' : (obstacleIn(standing) ?? theirs);
  if (obstacle !== null || record?.left == null)
    return tell(context, { news, standing, changes, obstacle: obstacle ?? 'unknown-before' });
  return write(context, { news, standing, changes, record, left: record.left });
}

interface Writing {
  news: News;
  standing: OrderStanding;
  changes: Change[];
  record: OrderRecord;
  left: LeftOrder;
  /** Whether what is remembered of the buyer has proven wrong. */
  afresh?: boolean;
}

async function write(context: TenantContext, writing: Writing): Promise<Carried> {
  const { news, standing, changes, record, left } = writing;
  const { order, policy } = news;
  const { afresh = false } = writing;
  const drafted = await draftOrder(context, { order, policy, mayExist: true, afresh });
  if (drafted.kind === 'held') return { kind: 'held', hold: drafted.hold };
  const { intended } = record;
  const plan = planChange({ changes, draft: drafted.draft, standing, left, intended });
  if (plan.kind === 'tell') return tell(context, { ...writing, obstacle: plan.obstacle });
  return carryOut(context, { ...writing, plan });
}

async function carryOut(
  context: TenantContext,
  { plan, ...writing }: Writing & { plan: Extract<Plan, { kind: 'write' }> },
): Promise<Carried> {
  const { news, standing, changes, record, left } = writing;
  const nothing = plan.lineKeys.length === 0 && !plan.addresses && !plan.reference && !plan.note;
  const aim = leftBy(plan.draft, null);
  if (!nothing || record.intended !== null) await news.intend(record, aim);
  const done = nothing
    ? { outcome: 'changed' as const, total: standing.total, parties: standing.parties }
    : await context.odoo.orders.change(plan);
  if (done.outcome === 'refused' && done.unknownContact && writing.afresh !== true)
    return write(context, { ...writing, afresh: true });
  if (done.outcome === 'refused')
    return tell(context, { ...writing, obstacle: 'refused', words: done.words });
  const now = { ...aim, parties: plan.addresses ? done.parties : left.parties };
  const total = amountText(done.total);
  const expected = news.order.total ?? zero;
  const amounts = changes.length === 0 || changes.some((change) => change.part === 'lines');
  if (amounts && !accepted(news, done.total)) {
    const detail = { expected: amountText(expected), odoo: total, saleOrder: standing.name };
    return {
      kind: 'held',
      hold: totalDiffersAfterChange(detail),
      record: { ...record, left: now, intended: null },
      total,
    };
  }
  const kept = { ...newRecord(news.facts, record), left: now };
  return { kind: 'changed', changes, record: kept, total, saleOrder: standing.name };
}

function accepted({ order, policy }: News, total: typeof zero): boolean {
  const difference = total.minus(order.total ?? zero).abs();
  const { acceptDifference } = policy.decision;
  return (
    equalToTheCent(difference, zero) ||
    (acceptDifference !== undefined && amountText(difference) === amountText(zero.plus(acceptDifference)))
  );
}

interface ToTell {
  news: News;
  standing: OrderStanding;
  changes: Change[];
  obstacle: Obstacle;
  words?: string;
}

async function tell(context: TenantContext, told: ToTell): Promise<Carried> {
  const { news, standing, changes, obstacle, words } = told;
  const { locale } = context;
  const { record, facts, policy, print, order } = news;
  if (record !== null && changes.length === 0) return { kind: 'same' };
  const note = changeNote(changes, { obstacle, words, locale });
  const summary = changeSummary[locale];
  await tellPeople(context, { orderId: order.id, standing, record, policy, summary, note, print });
  const after = newRecord(facts, record);
  const kept = { ...after, told: after.told + 1 };
  return { kind: 'told', changes, obstacle, record: kept, total: amountText(standing.total) };
}
