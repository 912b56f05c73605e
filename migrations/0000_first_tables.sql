CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`hint` text NOT NULL,
	`role` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_key_hash_unique` ON `api_keys` (`key_hash`);--> statement-breakpoint
CREATE INDEX `api_keys_tenant` ON `api_keys` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`window_ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cron_ticks` (
	`cron` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`result` text
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`invited_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_hash_unique` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_tenant` ON `invitations` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`kind` text NOT NULL,
	`locale` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`sent_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`tenant_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `memberships_person` ON `memberships` (`person_id`);--> statement-breakpoint
CREATE TABLE `one_time_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`purpose` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `one_time_tokens_person` ON `one_time_tokens` (`person_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`locale` text NOT NULL,
	`email_verified_at` integer,
	`totp_secret` text,
	`totp_enabled_at` integer,
	`totp_last_step` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `people_email` ON `people` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_verified_email` ON `people` (`email`) WHERE email_verified_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`person_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`person_id`, `code_hash`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`key` text NOT NULL,
	`company` text NOT NULL,
	`locale` text NOT NULL,
	`shard` text NOT NULL,
	`suspended_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_slug_unique` ON `tenants` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `tenants_key_unique` ON `tenants` (`key`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`hook_key` text NOT NULL,
	`secret` text NOT NULL,
	`previous_secret` text,
	`previous_secret_until` integer,
	`events` text NOT NULL,
	`trust` text NOT NULL,
	`pinned_scheme` text,
	`last_scheme` text,
	`active` integer NOT NULL,
	`verified_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_hook_key_unique` ON `webhooks` (`hook_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `webhooks_name` ON `webhooks` (`tenant_id`,`name`);--> statement-breakpoint
CREATE TABLE `customer_links` (
	`tenant_id` text NOT NULL,
	`customer_key` text NOT NULL,
	`origin` text NOT NULL,
	`partner_id` integer,
	`place` text,
	`fingerprint` text,
	`said_at` integer,
	`refused` text NOT NULL,
	`note` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `customer_key`)
);
--> statement-breakpoint
CREATE TABLE `order_events` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`job_id` text,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `order_events_order` ON `order_events` (`tenant_id`,`poleepo_order_id`,`at`);--> statement-breakpoint
CREATE TABLE `order_links` (
	`tenant_id` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`state` text NOT NULL,
	`sale_order_id` integer,
	`sale_order_name` text,
	`reference` text,
	`channel` text,
	`status` text,
	`currency` text,
	`poleepo_total` text,
	`odoo_total` text,
	`fingerprint` text,
	`facts` text,
	`held` text,
	`poleepo_updated_at` integer NOT NULL,
	`ordered_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `poleepo_order_id`)
);
--> statement-breakpoint
CREATE INDEX `order_links_state` ON `order_links` (`tenant_id`,`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `order_links_sale_order` ON `order_links` (`tenant_id`,`sale_order_id`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`count` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`closed_at` integer,
	`told_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_subject` ON `alerts` (`tenant_id`,`kind`,`subject`);--> statement-breakpoint
CREATE INDEX `alerts_open` ON `alerts` (`tenant_id`,`closed_at`);--> statement-breakpoint
CREATE TABLE `api_log` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`at` integer NOT NULL,
	`direction` text NOT NULL,
	`side` text NOT NULL,
	`method` text NOT NULL,
	`endpoint` text NOT NULL,
	`status` integer,
	`duration_ms` integer NOT NULL,
	`error` text,
	`job_id` text,
	`request` text,
	`response` text
);
--> statement-breakpoint
CREATE INDEX `api_log_time` ON `api_log` (`tenant_id`,`at`);--> statement-breakpoint
CREATE INDEX `api_log_job` ON `api_log` (`job_id`);--> statement-breakpoint
CREATE INDEX `api_log_age` ON `api_log` (`at`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_time` ON `audit_log` (`tenant_id`,`at`);--> statement-breakpoint
CREATE TABLE `connections` (
	`tenant_id` text NOT NULL,
	`side` text NOT NULL,
	`settings` text NOT NULL,
	`sealed_key` text NOT NULL,
	`active` integer NOT NULL,
	`revision` integer NOT NULL,
	`checked_at` integer,
	`check_result` text,
	`paused_until` integer,
	`paused_since` integer,
	`pause_reason` text,
	`pauses` integer DEFAULT 0 NOT NULL,
	`connected_at` integer NOT NULL,
	`keyed_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `side`)
);
--> statement-breakpoint
CREATE TABLE `cron_runs` (
	`tenant_id` text NOT NULL,
	`cron` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`result` text,
	PRIMARY KEY(`tenant_id`, `cron`)
);
--> statement-breakpoint
CREATE TABLE `comparison_items` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`comparison_id` text NOT NULL,
	`poleepo_order_id` integer NOT NULL,
	`sale_order_id` integer,
	`sale_order_name` text,
	`reference` text,
	`kind` text NOT NULL,
	`poleepo` text,
	`odoo` text,
	`cause` text,
	`mend` text NOT NULL,
	`job_id` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `comparison_items_comparison` ON `comparison_items` (`tenant_id`,`comparison_id`);--> statement-breakpoint
CREATE TABLE `comparisons` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`place` text,
	`summary` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `comparisons_time` ON `comparisons` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `contract_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`report` text,
	`asked_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `contract_checks_time` ON `contract_checks` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `cursors` (
	`tenant_id` text NOT NULL,
	`what` text NOT NULL,
	`at` integer NOT NULL,
	`place` text,
	`found_at` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `what`)
);
--> statement-breakpoint
CREATE TABLE `history_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`state` text NOT NULL,
	`dry_run` integer NOT NULL,
	`from_at` integer NOT NULL,
	`place` text,
	`result` text NOT NULL,
	`job_id` text,
	`asked_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `history_imports_time` ON `history_imports` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `job_runs` (
	`job_id` text NOT NULL,
	`run` integer NOT NULL,
	`tenant_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer NOT NULL,
	`result` text NOT NULL,
	`code` text,
	`detail` text,
	`calls` integer NOT NULL,
	PRIMARY KEY(`job_id`, `run`)
);
--> statement-breakpoint
CREATE INDEX `job_runs_time` ON `job_runs` (`tenant_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`news` integer DEFAULT 1 NOT NULL,
	`claim` text,
	`lease_until` integer,
	`input` text,
	`outcome` text,
	`error` text,
	`held` text,
	`asked_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_one_waiting` ON `jobs` (`tenant_id`,`subject`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `jobs_tenant_state` ON `jobs` (`tenant_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `jobs_subject` ON `jobs` (`tenant_id`,`subject`,`created_at`);--> statement-breakpoint
CREATE TABLE `overrides` (
	`tenant_id` text NOT NULL,
	`subject` text NOT NULL,
	`decision` text NOT NULL,
	`decided_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `refused_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`reason` text NOT NULL,
	`status` integer NOT NULL,
	`count` integer NOT NULL,
	`headers` text NOT NULL,
	`payload` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refused_messages_time` ON `refused_messages` (`tenant_id`,`received_at`);--> statement-breakpoint
CREATE TABLE `rules` (
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`decided_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`tenant_id`, `kind`, `key`)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhook_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`event_id` text,
	`event` text NOT NULL,
	`subject` text NOT NULL,
	`trust` text NOT NULL,
	`headers` text NOT NULL,
	`payload` text NOT NULL,
	`job_id` text,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_messages_event` ON `webhook_messages` (`tenant_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `webhook_messages_time` ON `webhook_messages` (`tenant_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `webhook_messages_job` ON `webhook_messages` (`job_id`);