import { expect, test } from 'vitest';
import type { PoleepoOrderId } from '../../../src/trade/ids.ts';
import {
  documentsSubject,
  orderOfDocumentsSubject,
  orderOfInvoiceSubject,
  orderOfSubject,
} from '../../../src/trade/subject.ts';

test('the subject of documents names their order, and is no other work on it', () => {
  const subject = documentsSubject(918273 as PoleepoOrderId);
  expect(subject).toBe('order:918273:documents');
  expect(orderOfDocumentsSubject(subject)).toBe(918273);
  expect([orderOfSubject(subject), orderOfInvoiceSubject(subject)]).toEqual([null, null]);
  for (const other of ['order:918273', 'order:918273:invoice', ':documents', 'order:x:documents'])
    expect([other, orderOfDocumentsSubject(other)]).toEqual([other, null]);
});
