CREATE TABLE `doorbells` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`bell_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `doorbells_bell_key_unique` ON `doorbells` (`bell_key`);