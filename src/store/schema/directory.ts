import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
  ApiKeyId,
  BellKey,
  HookKey,
  PersonId,
  SessionId,
  TenantId,
  TenantKey,
  WebhookId,
} from '../../trade/ids.ts';

export const roles = ['owner', 'administrator', 'operator', 'read-only'] as const;

export const tenants = sqliteTable('tenants', {
  id: text().$type<TenantId>().primaryKey(),
  slug: text().notNull().unique(),
  key: text().$type<TenantKey>().notNull().unique(),
  company: text().notNull(),
  locale: text({ enum: ['it', 'en'] }).notNull(),
  shard: text().notNull(),
  suspendedAt: integer('suspended_at'),
  createdAt: integer('created_at').notNull(),
});

/** Several people may claim one address; one at most has proven it. */
export const people = sqliteTable(
  'people',
  {
    id: text().$type<PersonId>().primaryKey(),
    email: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    locale: text({ enum: ['it', 'en'] }).notNull(),
    emailVerifiedAt: integer('email_verified_at'),
    totpSecret: text('totp_secret'),
    totpEnabledAt: integer('totp_enabled_at'),
    totpLastStep: integer('totp_last_step'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('people_email').on(table.email),
    uniqueIndex('people_verified_email')
      .on(table.email)
      .where(sql`email_verified_at IS NOT NULL`),
  ],
);

export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    personId: text('person_id').$type<PersonId>().notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.codeHash] })],
);

export const memberships = sqliteTable(
  'memberships',
  {
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    personId: text('person_id').$type<PersonId>().notNull(),
    role: text({ enum: roles }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.personId] }),
    index('memberships_person').on(table.personId),
  ],
);

export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by').notNull(),
    expiresAt: integer('expires_at').notNull(),
    acceptedAt: integer('accepted_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('invitations_tenant').on(table.tenantId)],
);

export const sessions = sqliteTable(
  'sessions',
  {
    id: text().$type<SessionId>().primaryKey(),
    personId: text('person_id').$type<PersonId>().notNull(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('sessions_person').on(table.personId)],
);

export const oneTimeTokens = sqliteTable(
  'one_time_tokens',
  {
    tokenHash: text('token_hash').primaryKey(),
    personId: text('person_id').$type<PersonId>().notNull(),
    purpose: text({ enum: ['verify-email', 'reset-password'] }).notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('one_time_tokens_person').on(table.personId)],
);

export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().$type<ApiKeyId>().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    name: text().notNull(),
    keyHash: text('key_hash').notNull().unique(),
    hint: text().notNull(),
    role: text({ enum: roles }).notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    revokedAt: integer('revoked_at'),
  },
  (table) => [index('api_keys_tenant').on(table.tenantId)],
);

export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text().$type<WebhookId>().primaryKey(),
    tenantId: text('tenant_id').$type<TenantId>().notNull(),
    name: text().notNull(),
    hookKey: text('hook_key').$type<HookKey>().notNull().unique(),
    secret: text().notNull(),
    previousSecret: text('previous_secret'),
    previousSecretUntil: integer('previous_secret_until'),
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** `signature`: only verified messages; `address`: the secrecy of the URL is enough, chosen by the tenant. */
    trust: text({ enum: ['signature', 'address'] }).notNull(),
    pinnedScheme: text('pinned_scheme'),
    lastScheme: text('last_scheme'),
    active: integer({ mode: 'boolean' }).notNull(),
    verifiedAt: integer('verified_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('webhooks_name').on(table.tenantId, table.name)],
);

/** The address at which a tenant's Odoo rings. */
export const doorbells = sqliteTable('doorbells', {
  tenantId: text('tenant_id').$type<TenantId>().primaryKey(),
  bellKey: text('bell_key').$type<BellKey>().notNull().unique(),
  createdAt: integer('created_at').notNull(),
});

/** Attempts per account or address within a window, to throttle guessing. */
export const attempts = sqliteTable('attempts', {
  key: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: integer('window_ends_at').notNull(),
});

/** Mails to send. In a local deployment they stay here to be read. */
export const mails = sqliteTable(
  'mails',
  {
    id: text().primaryKey(),
    recipient: text().notNull(),
    kind: text().notNull(),
    locale: text({ enum: ['it', 'en'] }).notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    error: text(),
  },
  (table) => [index('mails_waiting').on(table.sentAt, table.createdAt)],
);

/** When each cron last fired, for the whole house. */
export const cronTicks = sqliteTable('cron_ticks', {
  cron: text().primaryKey(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  result: text(),
});
