CREATE TABLE `publish_wishes` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`published` integer NOT NULL,
	`variants` text NOT NULL,
	`templates` text,
	`after` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `publish_wishes_time` ON `publish_wishes` (`tenant_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `products` ADD `published_by` text DEFAULT 'ponte' NOT NULL;