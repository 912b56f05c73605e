import { toIso } from '../../kit/clock.ts';
import {
  type InvoiceSettings,
  invoiceSettings,
  invoiceSettingsChange,
} from '../../invoices/invoice-settings.ts';
import { route, type RouteModule } from '../route.ts';
import { refuseUnknownJournals } from './ask-journals.ts';
import { audit } from './audit.ts';

const path = '/v1/settings/invoices';
const tag = 'Settings';

export const invoiceSettingsRoutes: RouteModule = [
  route({
    method: 'get',
    path,
    summary: 'How orders are invoiced: every setting with its value or its default',
    tag,
    role: 'read-only',
    answer: invoiceSettings,
    handle: async ({ stores }) => settingsIn(await stores.policy.settings()),
  }),
  route({
    method: 'put',
    path,
    summary:
      'Change some settings of invoices; a rule begins with the orders that come in from now on, if nothing else is said',
    tag,
    role: 'administrator',
    body: invoiceSettingsChange,
    example: { body: { rule: 'on-delivery' } },
    answer: invoiceSettings,
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      await refuseUnknownJournals(entry, body.journals ?? {});
      const now = house.clock.now();
      const before = settingsIn(await stores.policy.settings());
      const begins = before.rule === 'never' && body.rule !== undefined && body.rule !== 'never';
      const added = Object.fromEntries(
        Object.entries({ ...(begins ? { ruleFrom: toIso(now) } : {}), ...body }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      await stores.policy.changeSettingsOf('invoices', added, { by: actor.label, now });
      await audit(entry, { action: 'settings.invoices', target: 'invoices', detail: added });
      return settingsIn(await stores.policy.settings());
    },
  }),
];

function settingsIn(settings: Record<string, unknown> | null): InvoiceSettings {
  return invoiceSettings.parse(settings?.['invoices'] ?? {});
}
