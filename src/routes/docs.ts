import { publicRoute, type RouteModule } from './route.ts';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ponte API</title>
<link rel="stylesheet" href="/vendor/swagger-ui.css">
</head>
<body>
<div id="document"></div>
<script src="/vendor/swagger-ui-bundle.js"></script>
<script src="/v1/docs/start.js"></script>
</body>
</html>
`;

// A file of its own, since the content security policy allows no script inside a page.
const start = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#document', deepLinking: true });\n`;

const asText = (text: string, type: string) =>
  new Response(text, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=300' },
  });

/** The document of the API, which `document` makes, and a page to browse it. */
export function docsRoutes(document: () => object): RouteModule {
  const described = {
    tag: 'Document',
    method: 'get',
    publicBecause: 'It describes the API and holds no data.',
  } as const;
  return [
    publicRoute({
      ...described,
      path: '/v1/openapi.json',
      summary: 'This document',
      handle: async () => Response.json(document()),
    }),
    publicRoute({
      ...described,
      path: '/v1/docs',
      summary: 'A page to browse this document',
      handle: async () => asText(page, 'text/html'),
    }),
    publicRoute({
      ...described,
      path: '/v1/docs/start.js',
      summary: 'The script of that page',
      handle: async () => asText(start, 'text/javascript'),
    }),
  ];
}
