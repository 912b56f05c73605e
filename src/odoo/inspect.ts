import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { CompanyId } from '../trade/ids.ts';
import { hints } from './hints.ts';
import { installedLanguages } from './languages.ts';
import type { Right } from './rights.ts';
import { rightsOf } from './rights.ts';
import type { Session } from './session.ts';
import { companyId, recordId, requiredText, text } from './values.ts';
import type { OdooVersion } from './versions.ts';

/** What the set-up page shows of a connection. */
export interface OdooInspection {
  version: OdooVersion;
  company: {
    id: CompanyId;
    name: string;
    /** ISO code: `EUR`. */
    currency: string;
    /** ISO code: `IT`; null where the company has no country. */
    countryCode: string | null;
  };
  rights: Right[];
  /** Codes of the installed languages: `it_IT`. */
  languages: string[];
}

const companies = z.array(
  z.object({
    id: companyId,
    name: requiredText,
    currency_id: z.tuple([recordId, z.string()]),
    country_id: z.union([z.tuple([recordId, z.string()]), z.literal(false)]),
  }),
);
const countries = z.array(z.object({ code: text }));

/** Looks the connection's company, rights and languages up; changes nothing. */
export async function inspectOdoo(session: Session): Promise<OdooInspection> {
  const [company, rights, languages] = await Promise.all([
    companyOf(session),
    rightsOf(session),
    installedLanguages(session),
  ]);
  return { version: session.connection.version, company, rights, languages };
}

async function companyOf(session: Session): Promise<OdooInspection['company']> {
  const args = { fields: ['name', 'currency_id', 'country_id'] };
  const ids = [session.connection.companyId];
  const [company] = await session.ask({ model: 'res.company', method: 'read', ids, args }, companies);
  if (company === undefined) {
    throw new SyncError('res.company.read: no such company', {
      code: 'forbidden',
      side: 'odoo',
      hint: hints.forbidden,
    });
  }
  const {
    id,
    name,
    currency_id: [, currency],
    country_id: country,
  } = company;
  return { id, name, currency, countryCode: country === false ? null : await codeOf(session, country[0]) };
}

async function codeOf(session: Session, countryId: number): Promise<string | null> {
  const call = { model: 'res.country', method: 'read', ids: [countryId], args: { fields: ['code'] } };
  const [country] = await session.ask(call, countries);
  return country?.code ?? null;
}
