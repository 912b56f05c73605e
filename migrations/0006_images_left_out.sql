ALTER TABLE `product_images` ADD `refused` text;--> statement-breakpoint
ALTER TABLE `products` ADD `images_left_out` text;