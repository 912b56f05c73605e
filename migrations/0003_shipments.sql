CREATE TABLE `invoices` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`sale_order_id` integer NOT NULL,
	`sale_order_name` text,
	`state` text NOT NULL,
	`move_id` integer,
	`number` text,
	`total` text,
	`currency` text,
	`issued_on` text,
	`paid_at` integer,
	`offered_at` integer,
	`error` text,
	`requested_by` text,
	`job_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_move` ON `invoices` (`tenant_id`,`move_id`);--> statement-breakpoint
CREATE INDEX `invoices_order` ON `invoices` (`tenant_id`,`poleepo_order_id`);--> statement-breakpoint
CREATE INDEX `invoices_state` ON `invoices` (`tenant_id`,`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `order_documents` (
	`tenant_id` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`document_id` text NOT NULL,
	`type` text,
	`number` text,
	`attachment_id` integer,
	`seen_at` integer NOT NULL,
	`attached_at` integer,
	PRIMARY KEY(`tenant_id`, `poleepo_order_id`, `document_id`)
);
--> statement-breakpoint
CREATE TABLE `package_types` (
	`tenant_id` text NOT NULL,
	`poleepo_id` integer NOT NULL,
	`name` text NOT NULL,
	`width` text,
	`height` text,
	`depth` text,
	`max_weight` text,
	`odoo_package_type_id` integer,
	`odoo_name` text,
	`seen_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `poleepo_id`)
);
--> statement-breakpoint
CREATE INDEX `package_types_odoo` ON `package_types` (`tenant_id`,`odoo_package_type_id`);--> statement-breakpoint
CREATE TABLE `shipment_events` (
	`tenant_id` text NOT NULL,
	`shipment_id` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `shipment_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`origin` text NOT NULL,
	`state` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`sale_order_id` integer,
	`sale_order_name` text,
	`picking_id` integer,
	`picking_name` text,
	`reference` text NOT NULL,
	`pickup_address_id` integer,
	`courier_id` text,
	`courier` text,
	`service_id` text,
	`service` text,
	`price` text,
	`currency` text,
	`parcels` text NOT NULL,
	`cash_on_delivery` text,
	`poleepo_id` integer,
	`tracking_code` text,
	`status` text,
	`label_key` text,
	`label_format` text,
	`attachment_id` integer,
	`submitted_at` integer,
	`handed_over_at` integer,
	`delivered_at` integer,
	`error` text,
	`requested_by` text,
	`job_id` text,
	`poleepo_updated_at` integer,
	`told` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipments_one_per_delivery` ON `shipments` (`tenant_id`,`picking_id`) WHERE picking_id IS NOT NULL AND state NOT IN ('void', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX `shipments_reference` ON `shipments` (`tenant_id`,`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `shipments_poleepo` ON `shipments` (`tenant_id`,`poleepo_id`);--> statement-breakpoint
CREATE INDEX `shipments_order` ON `shipments` (`tenant_id`,`poleepo_order_id`);--> statement-breakpoint
CREATE INDEX `shipments_state` ON `shipments` (`tenant_id`,`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `shipments_tracking` ON `shipments` (`tenant_id`,`tracking_code`);