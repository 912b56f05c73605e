import { text } from '../engine/value.ts';
import { loginPage } from './pages.ts';
import type { Server } from './server.ts';

/** The customers' page of an invoice: a PDF for who knows its token, else the way to the list of one's own. */
export function portalInvoice(server: Server, request: Request, id: number): Response {
  const { searchParams } = new URL(request.url);
  const row = server.db.table('account.move').rows.get(id);
  const token = text(row?.['access_token']);
  if (row === undefined || token === '' || searchParams.get('access_token') !== token) {
    return new Response(null, { status: 303, headers: { location: '/my' } });
  }
  if (searchParams.get('report_type') !== 'pdf' || server.printerBroken) return loginPage();
  return new Response(pdfOf(text(row['name'])), { headers: { 'content-type': 'application/pdf' } });
}

/** The smallest PDF that shows a line of text. */
export function pdfOf(line: string): string {
  const shown = line.replaceAll(/[()\\]/g, '');
  const content = `BT /F1 18 Tf 40 780 Td (${shown}) Tj ET`;
  return [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
    `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj`,
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF\n',
  ].join('\n');
}
