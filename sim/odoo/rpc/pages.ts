/** An HTML page, as the web server in front of Odoo or Odoo itself sends it. */
export function page(status: number, title: string, body = ''): Response {
  const html = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${body}</p>\n`;
  return htmlText(status, html);
}

export function htmlText(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

export function notFound(): Response {
  return page(
    404,
    'Not Found',
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  );
}

/** What 18 answers where 19 has JSON-2: with status 200. */
export function loginPage(): Response {
  return htmlText(
    200,
    '<!DOCTYPE html>\n<html lang="en-US">\n<head><title>Odoo</title></head>\n<body><form class="oe_login_form" role="form" method="post" action="/web/login"></form></body>\n</html>\n',
  );
}

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

const titles: Record<number, string> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export const errorPage = (status: number): Response => page(status, titles[status] ?? 'Error');
