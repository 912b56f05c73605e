DROP INDEX `people_email_unique`;--> statement-breakpoint
CREATE INDEX `people_email` ON `people` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_verified_email` ON `people` (`email`) WHERE email_verified_at IS NOT NULL;