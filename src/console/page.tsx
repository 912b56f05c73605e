import type { Child } from 'hono/jsx';
import type { Locale } from '../kit/text.ts';

/** The frame of every page: language, width, style. */
export function Page({ locale, title, children }: { locale: Locale; title: string; children: Child }) {
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href="/vendor/pico.min.css" />
      </head>
      <body>{children}</body>
    </html>
  );
}
