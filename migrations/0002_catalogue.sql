CREATE TABLE `catalogue_report_items` (
	`tenant_id` text NOT NULL,
	`report_id` text NOT NULL,
	`key` text NOT NULL,
	`finding` text NOT NULL,
	`sku` text,
	`odoo_id` integer,
	`poleepo_id` integer,
	`detail` text NOT NULL,
	`mended_at` integer,
	PRIMARY KEY(`tenant_id`, `report_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `catalogue_report_items_finding` ON `catalogue_report_items` (`tenant_id`,`report_id`,`finding`);--> statement-breakpoint
CREATE TABLE `catalogue_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`place` text,
	`summary` text NOT NULL,
	`asked_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `catalogue_reports_time` ON `catalogue_reports` (`tenant_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE TABLE `poleepo_products` (
	`tenant_id` text NOT NULL,
	`poleepo_id` integer NOT NULL,
	`sku` text,
	`title` text,
	`price` text,
	`price_with_tax` text,
	`vat_rate` text,
	`quantity` integer,
	`active` integer,
	`type` text,
	`walk` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `poleepo_id`)
);
--> statement-breakpoint
CREATE INDEX `poleepo_products_sku` ON `poleepo_products` (`tenant_id`,`sku`);--> statement-breakpoint
CREATE TABLE `product_batch_items` (
	`tenant_id` text NOT NULL,
	`batch_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`odoo_id` integer NOT NULL,
	`sku` text NOT NULL,
	`name` text NOT NULL,
	`quantity` integer,
	`price` text,
	`rest` text NOT NULL,
	`entry` text NOT NULL,
	`state` text NOT NULL,
	`poleepo_ref` integer,
	`error` text,
	PRIMARY KEY(`tenant_id`, `batch_id`, `position`)
);
--> statement-breakpoint
CREATE INDEX `product_batch_items_product` ON `product_batch_items` (`tenant_id`,`kind`,`odoo_id`);--> statement-breakpoint
CREATE TABLE `product_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`poleepo_id` integer,
	`state` text NOT NULL,
	`total` integer NOT NULL,
	`completed` integer NOT NULL,
	`failed` integer NOT NULL,
	`polls` integer NOT NULL,
	`due_at` integer,
	`error` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`polled_at` integer,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `product_batches_state` ON `product_batches` (`tenant_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `product_batches_time` ON `product_batches` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `product_images` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`model` text NOT NULL,
	`record_id` integer NOT NULL,
	`field` text NOT NULL,
	`checksum` text NOT NULL,
	`mimetype` text,
	`size` integer,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_images_content` ON `product_images` (`tenant_id`,`model`,`record_id`,`field`,`checksum`);--> statement-breakpoint
CREATE TABLE `products` (
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`odoo_id` integer NOT NULL,
	`template_id` integer NOT NULL,
	`name` text NOT NULL,
	`sku` text,
	`poleepo_ref` integer,
	`published` integer NOT NULL,
	`state` text NOT NULL,
	`dirty_at` integer,
	`read_print` text,
	`read_at` integer NOT NULL,
	`wanted_quantity` integer,
	`wanted_price` text,
	`wanted_rest` text,
	`accepted_quantity` integer,
	`accepted_price` text,
	`accepted_rest` text,
	`entry` text,
	`urgency` integer NOT NULL,
	`batch_id` text,
	`batch_cap` integer,
	`pushed` text,
	`read_back` integer NOT NULL,
	`repairs` integer NOT NULL,
	`error` text,
	`refused` text,
	`told` text,
	`walk` text,
	`sent_at` integer,
	`accepted_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `kind`, `odoo_id`)
);
--> statement-breakpoint
CREATE INDEX `products_state` ON `products` (`tenant_id`,`state`,`urgency`,`updated_at`);--> statement-breakpoint
CREATE INDEX `products_sku` ON `products` (`tenant_id`,`sku`);--> statement-breakpoint
CREATE INDEX `products_template` ON `products` (`tenant_id`,`template_id`);--> statement-breakpoint
CREATE INDEX `products_ref` ON `products` (`tenant_id`,`poleepo_ref`);--> statement-breakpoint
CREATE INDEX `products_batch` ON `products` (`tenant_id`,`batch_id`);--> statement-breakpoint
CREATE INDEX `products_dirty` ON `products` (`tenant_id`,`odoo_id`) WHERE dirty_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `products_read_back` ON `products` (`tenant_id`,`odoo_id`) WHERE read_back = 1;--> statement-breakpoint
CREATE TABLE `stock_claims` (
	`tenant_id` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`sku` text NOT NULL,
	`quantity` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `poleepo_order_id`, `sku`)
);
--> statement-breakpoint
CREATE INDEX `stock_claims_sku` ON `stock_claims` (`tenant_id`,`sku`);