import type { TenantId } from '../trade/ids.ts';
import { ApiLogStore } from './api-log-store.ts';
import { BatchStore } from './batch-store.ts';
import { CatalogueReportStore } from './catalogue-report-store.ts';
import { ComparisonStore } from './comparison-store.ts';
import { ConnectionStore } from './connection-store.ts';
import { CustomerLinkStore } from './customer-link-store.ts';
import { ContractStore } from './contract-store.ts';
import { CursorStore } from './cursor-store.ts';
import type { Database } from './database.ts';
import { FamilyStore } from './family-store.ts';
import { HeldJobs } from './held-jobs.ts';
import { HistoryStore } from './history-store.ts';
import { ImageStore } from './image-store.ts';
import { InvoiceNewsStore } from './invoice-news-store.ts';
import { InvoiceStore } from './invoice-store.ts';
import { JobClaims } from './job-claims.ts';
import { JobStore } from './job-store.ts';
import { OrderLinkStore } from './link-store.ts';
import { MatchStore } from './match-store.ts';
import { MessageStore } from './message-store.ts';
import { NoticeStore } from './notice-store.ts';
import { OrderDocumentStore } from './order-document-store.ts';
import { OrderNewsStore } from './order-news-store.ts';
import { PoleepoProductStore } from './poleepo-product-store.ts';
import { PackageTypeStore } from './package-type-store.ts';
import { PolicyStore } from './policy-store.ts';
import { ProductCheckStore } from './product-check-store.ts';
import { ProductLinkStore } from './product-link-store.ts';
import { ProductReadingStore } from './product-reading-store.ts';
import { ProductStore } from './product-store.ts';
import { ProductTouchStore } from './product-touch-store.ts';
import { PublishWishStore } from './publish-wish-store.ts';
import { RetentionStore } from './retention-store.ts';
import { ShipmentStore } from './shipment-store.ts';
import { ShippingNewsStore } from './shipping-news-store.ts';
import { SkippedWork } from './skipped-work.ts';
import { StockClaimStore } from './stock-claim-store.ts';
import { WatchStore } from './watch-store.ts';

/** Everything that is kept for one tenant. Made for that tenant and unable to name another. */
export interface TenantStores {
  jobs: JobStore;
  claims: JobClaims;
  held: HeldJobs;
  skipped: SkippedWork;
  messages: MessageStore;
  connections: ConnectionStore;
  orders: OrderLinkStore;
  customers: CustomerLinkStore;
  apiLog: ApiLogStore;
  notices: NoticeStore;
  policy: PolicyStore;
  cursors: CursorStore;
  orderNews: OrderNewsStore;
  retention: RetentionStore;
  watch: WatchStore;
  comparisons: ComparisonStore;
  history: HistoryStore;
  contract: ContractStore;
  products: ProductStore;
  productReading: ProductReadingStore;
  batches: BatchStore;
  families: FamilyStore;
  stockClaims: StockClaimStore;
  publishWishes: PublishWishStore;
  productTouch: ProductTouchStore;
  productChecks: ProductCheckStore;
  images: ImageStore;
  poleepoProducts: PoleepoProductStore;
  productLinks: ProductLinkStore;
  reports: CatalogueReportStore;
  matches: MatchStore;
  packageTypes: PackageTypeStore;
  shipments: ShipmentStore;
  shippingNews: ShippingNewsStore;
  invoices: InvoiceStore;
  invoiceNews: InvoiceNewsStore;
  orderDocuments: OrderDocumentStore;
}

export function openTenantStores(db: Database, tenantId: TenantId): TenantStores {
  return {
    jobs: new JobStore(db, tenantId),
    claims: new JobClaims(db, tenantId),
    held: new HeldJobs(db, tenantId),
    skipped: new SkippedWork(db, tenantId),
    messages: new MessageStore(db, tenantId),
    connections: new ConnectionStore(db, tenantId),
    orders: new OrderLinkStore(db, tenantId),
    customers: new CustomerLinkStore(db, tenantId),
    apiLog: new ApiLogStore(db, tenantId),
    notices: new NoticeStore(db, tenantId),
    policy: new PolicyStore(db, tenantId),
    cursors: new CursorStore(db, tenantId),
    orderNews: new OrderNewsStore(db, tenantId),
    retention: new RetentionStore(db, tenantId),
    watch: new WatchStore(db, tenantId),
    comparisons: new ComparisonStore(db, tenantId),
    history: new HistoryStore(db, tenantId),
    contract: new ContractStore(db, tenantId),
    products: new ProductStore(db, tenantId),
    productReading: new ProductReadingStore(db, tenantId),
    batches: new BatchStore(db, tenantId),
    families: new FamilyStore(db, tenantId),
    stockClaims: new StockClaimStore(db, tenantId),
    publishWishes: new PublishWishStore(db, tenantId),
    productTouch: new ProductTouchStore(db, tenantId),
    productChecks: new ProductCheckStore(db, tenantId),
    images: new ImageStore(db, tenantId),
    poleepoProducts: new PoleepoProductStore(db, tenantId),
    productLinks: new ProductLinkStore(db, tenantId),
    reports: new CatalogueReportStore(db, tenantId),
    matches: new MatchStore(db, tenantId),
    packageTypes: new PackageTypeStore(db, tenantId),
    shipments: new ShipmentStore(db, tenantId),
    shippingNews: new ShippingNewsStore(db, tenantId),
    invoices: new InvoiceStore(db, tenantId),
    invoiceNews: new InvoiceNewsStore(db, tenantId),
    orderDocuments: new OrderDocumentStore(db, tenantId),
  };
}
