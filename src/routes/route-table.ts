import { accountRoutes } from './account-routes.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { connectionRoutes } from './connection-routes.ts';
import { docsRoutes } from './docs.ts';
import { doorbell } from './doorbell.ts';
import { doorbellRoutes } from './doorbell-routes.ts';
import type { House } from './house.ts';
import { imageRoutes } from './image-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { mailLinkRoutes } from './mail-link-routes.ts';
import { homeRoutes } from './home-routes.tsx';
import { documentOf } from './openapi.ts';
import { peopleRoutes } from './people-routes.ts';
import { Refusals } from './refusals.ts';
import type { RouteModule } from './route.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { webhookDoor } from './webhook-door.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { alertRoutes } from './work/alert-routes.ts';
import { batchRoutes } from './work/batch-routes.ts';
import { catalogueReportRoutes } from './work/catalogue-report-routes.ts';
import { comparisonRoutes } from './work/comparison-routes.ts';
import { comparisonSettingsRoutes } from './work/comparison-settings-routes.ts';
import { contractRoutes } from './work/contract-routes.ts';
import { cronRoutes } from './work/cron-routes.ts';
import { healthRoutes } from './work/health-routes.ts';
import { historyRoutes } from './work/history-routes.ts';
import { imageWorkRoutes } from './work/image-routes.ts';
import { invoiceFileRoutes } from './work/invoice-file-routes.ts';
import { invoiceRoutes } from './work/invoice-routes.ts';
import { jobRoutes } from './work/job-routes.ts';
import { messageRoutes } from './work/message-routes.ts';
import { documentRoutes } from './work/document-routes.ts';
import { orderRoutes } from './work/order-routes.ts';
import { packageTypeRoutes } from './work/package-type-routes.ts';
import { productChangeRoutes } from './work/product-change-routes.ts';
import { productRoutes } from './work/product-routes.ts';
import { productSettingsRoutes } from './work/product-settings-routes.ts';
import { resolveRoutes } from './work/resolve-routes.ts';
import { retentionRoutes } from './work/retention-routes.ts';
import { ruleRoutes } from './work/rule-routes.ts';
import { settingsRoutes } from './work/settings-routes.ts';
import { shipRoutes } from './work/ship-routes.ts';
import { shipmentChangeRoutes } from './work/shipment-change-routes.ts';
import { shipmentRoutes } from './work/shipment-routes.ts';
import { journalRoutes } from './work/journal-routes.ts';
import { invoiceSettingsRoutes } from './work/invoice-settings-routes.ts';
import { shipmentSettingsRoutes } from './work/shipment-settings-routes.ts';

/** Each file of routes. A path without parameters stands before the one that would swallow it. */
const modules: readonly RouteModule[] = [
  homeRoutes,
  signUpRoutes,
  sessionRoutes,
  mailLinkRoutes,
  accountRoutes,
  secondFactorRoutes,
  tenantRoutes,
  peopleRoutes,
  invitationRoutes,
  apiKeyRoutes,
  connectionRoutes,
  doorbellRoutes,
  webhookRoutes,
  webhookDoor(new Refusals()),
  doorbell(new Refusals()),
  imageRoutes(new Refusals()),
  messageRoutes,
  jobRoutes,
  resolveRoutes,
  orderRoutes,
  documentRoutes,
  ruleRoutes,
  settingsRoutes,
  comparisonSettingsRoutes,
  comparisonRoutes,
  contractRoutes,
  historyRoutes,
  productChangeRoutes,
  catalogueReportRoutes,
  productRoutes,
  productSettingsRoutes,
  batchRoutes,
  packageTypeRoutes,
  shipmentSettingsRoutes,
  invoiceSettingsRoutes,
  journalRoutes,
  invoiceRoutes,
  invoiceFileRoutes,
  shipmentRoutes,
  shipRoutes,
  shipmentChangeRoutes,
  cronRoutes,
  alertRoutes,
  retentionRoutes,
  imageWorkRoutes,
  healthRoutes,
];

/** Every route there is: method, path, role, schemas, example. */
export function routeTable(house: Pick<House, 'variables'>): RouteModule {
  const table: RouteModule = [
    ...docsRoutes(() => documentOf(table, house.variables.PUBLIC_URL)),
    ...modules.flat(),
  ];
  return table;
}
