ALTER TABLE `order_links` ADD `invoice_requested` integer;--> statement-breakpoint
ALTER TABLE `invoices` ADD `origin` text DEFAULT 'ponte' NOT NULL;--> statement-breakpoint
ALTER TABLE `invoices` ADD `document_id` text;--> statement-breakpoint
ALTER TABLE `invoices` ADD `asked` text;--> statement-breakpoint
ALTER TABLE `invoices` ADD `offer_error` text;--> statement-breakpoint
CREATE UNIQUE INDEX `invoices_open` ON `invoices` (`tenant_id`,`poleepo_order_id`) WHERE state IN ('requested', 'drafted', 'refused');