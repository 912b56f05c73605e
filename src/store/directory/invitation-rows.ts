import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { PersonId, TenantId } from '../../trade/ids.ts';
import { type Database, together } from '../database.ts';
import { invitations, mails, memberships, people, sessions } from '../schema/index.ts';

export type InvitationRow = typeof invitations.$inferSelect;

/** How an invitation becomes a membership. */
export interface Acceptance {
  invitation: InvitationRow;
  personId: PersonId;
  /** Where the invited one is new here: their account. The token came by mail, so their address is proven. */
  newPerson: Pick<typeof people.$inferInsert, 'email' | 'passwordHash' | 'locale'> | null;
  session: Pick<typeof sessions.$inferInsert, 'id' | 'expiresAt'>;
  now: number;
}

export class InvitationRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps an invitation together with its mail, in the place of an open one to the same address. */
  async add(invitation: typeof invitations.$inferInsert, mail: typeof mails.$inferInsert): Promise<void> {
    await together(this.#db, [
      this.#db
        .delete(invitations)
        .where(
          and(
            eq(invitations.tenantId, invitation.tenantId),
            eq(invitations.email, invitation.email),
            isNull(invitations.acceptedAt),
          ),
        ),
      this.#db.insert(invitations).values(invitation),
      this.#db.insert(mails).values(mail),
    ]);
  }

  /** Open invitations of a company, newest first. */
  async list(tenantId: TenantId, now: number): Promise<InvitationRow[]> {
    return this.#db
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.tenantId, tenantId),
          isNull(invitations.acceptedAt),
          gt(invitations.expiresAt, now),
        ),
      )
      .orderBy(desc(invitations.id));
  }

  /** The invitation behind a token while it is good. */
  async byToken(tokenHash: string, now: number): Promise<InvitationRow | null> {
    const [row] = await this.#db
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.tokenHash, tokenHash),
          isNull(invitations.acceptedAt),
          gt(invitations.expiresAt, now),
        ),
      );
    return row ?? null;
  }

  /** The address whose open invitation was withdrawn; null where there is none of this id in the company. */
  async remove(tenantId: TenantId, id: string): Promise<string | null> {
    const [row] = await this.#db
      .delete(invitations)
      .where(and(eq(invitations.tenantId, tenantId), eq(invitations.id, id), isNull(invitations.acceptedAt)))
      .returning({ email: invitations.email });
    return row?.email ?? null;
  }

  /** Makes the membership and a session in it, together. False where the invitation was used, or withdrawn, meanwhile. */
  async accept({ invitation, personId, newPerson, session, now }: Acceptance): Promise<boolean> {
    const { id, tenantId, role } = invitation;
    const open = sql`EXISTS (SELECT 1 FROM invitations i WHERE i.id = ${id} AND i.accepted_at IS NULL)`;
    const answers = await together(this.#db, [
      ...(newPerson === null
        ? []
        : [
            this.#db
              .insert(people)
              .select(
                sql`SELECT ${personId}, ${newPerson.email}, ${newPerson.passwordHash}, ${newPerson.locale}, ${now}, NULL, NULL, NULL, ${now} WHERE ${open}`,
              ),
          ]),
      this.#db
        .insert(memberships)
        .select(sql`SELECT ${tenantId}, ${personId}, ${role}, ${now} WHERE ${open}`)
        .onConflictDoNothing(),
      this.#db
        .insert(sessions)
        .select(
          sql`SELECT ${session.id}, ${personId}, ${tenantId}, ${session.expiresAt}, NULL, ${now} WHERE ${open}`,
        ),
      this.#db
        .update(invitations)
        .set({ acceptedAt: now })
        .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
        .returning({ id: invitations.id }),
    ]);
    const taken = answers.at(-1);
    return Array.isArray(taken) && taken.length > 0;
  }
}
