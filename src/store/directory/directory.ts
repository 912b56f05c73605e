import type { Database } from '../database.ts';
import { ApiKeyRows } from './api-key-rows.ts';
import { AttemptRows } from './attempt-rows.ts';
import { DoorbellRows } from './doorbell-rows.ts';
import { InvitationRows } from './invitation-rows.ts';
import { MailRows } from './mail-rows.ts';
import { MembershipRows } from './membership-rows.ts';
import { PersonRows } from './person-rows.ts';
import { SecondFactorRows } from './second-factor-rows.ts';
import { SessionRows } from './session-rows.ts';
import { TenantRows } from './tenant-rows.ts';
import { TokenRows } from './token-rows.ts';
import { WebhookRows } from './webhook-rows.ts';

/** Who may come in, and where to: tenants, people, keys and hook keys. Never joined with what grows with orders. */
export interface Directory {
  tenants: TenantRows;
  people: PersonRows;
  secondFactors: SecondFactorRows;
  memberships: MembershipRows;
  invitations: InvitationRows;
  sessions: SessionRows;
  tokens: TokenRows;
  apiKeys: ApiKeyRows;
  webhooks: WebhookRows;
  doorbells: DoorbellRows;
  attempts: AttemptRows;
  mails: MailRows;
}

export function openDirectory(db: Database): Directory {
  return {
    tenants: new TenantRows(db),
    people: new PersonRows(db),
    secondFactors: new SecondFactorRows(db),
    memberships: new MembershipRows(db),
    invitations: new InvitationRows(db),
    sessions: new SessionRows(db),
    tokens: new TokenRows(db),
    apiKeys: new ApiKeyRows(db),
    webhooks: new WebhookRows(db),
    doorbells: new DoorbellRows(db),
    attempts: new AttemptRows(db),
    mails: new MailRows(db),
  };
}
