import type { Brand } from '../kit/ids.ts';

export type TenantId = Brand<string, 'TenantId'>;
export type PersonId = Brand<string, 'PersonId'>;
export type SessionId = Brand<string, 'SessionId'>;
export type ApiKeyId = Brand<string, 'ApiKeyId'>;
export type WebhookId = Brand<string, 'WebhookId'>;
export type HookKey = Brand<string, 'HookKey'>;
export type BellKey = Brand<string, 'BellKey'>;
export type MessageId = Brand<string, 'MessageId'>;
export type JobId = Brand<string, 'JobId'>;
export type ImageId = Brand<string, 'ImageId'>;

/** The short name of a tenant inside its own Odoo's external ids. Never changes. */
export type TenantKey = Brand<string, 'TenantKey'>;

export type PoleepoOrderId = Brand<number, 'PoleepoOrderId'>;
export type PoleepoProductId = Brand<number, 'PoleepoProductId'>;
export type PoleepoBatchId = Brand<number, 'PoleepoBatchId'>;
export type PoleepoShippingId = Brand<number, 'PoleepoShippingId'>;
export type PickupAddressId = Brand<number, 'PickupAddressId'>;
export type PoleepoPackageTypeId = Brand<number, 'PoleepoPackageTypeId'>;
export type CourierId = Brand<string, 'CourierId'>;
export type CourierServiceId = Brand<string, 'CourierServiceId'>;
export type PoleepoDocumentId = Brand<string, 'PoleepoDocumentId'>;
export type SaleOrderId = Brand<number, 'SaleOrderId'>;
export type PartnerId = Brand<number, 'PartnerId'>;
export type ProductId = Brand<number, 'ProductId'>;
export type TemplateId = Brand<number, 'TemplateId'>;
export type TaxId = Brand<number, 'TaxId'>;
export type CompanyId = Brand<number, 'CompanyId'>;
