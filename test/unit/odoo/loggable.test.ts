import { describe, expect, test } from 'vitest';
import { loggable, loggableAnswer } from '../../../src/odoo/loggable.ts';

describe('the arguments of a call, as a log may keep them,', () => {
  test('have the cells of personal columns masked', () => {
    const args = {
      fields: ['id', 'name', 'ref', 'child_ids/email', 'l10n_it_codice_fiscale', 'vat'],
      data: [['ponte.x', 'Ada Prova', 'Poleepo 7', 'ada@example.com', 'PRVDAA80A41H501X', '']],
    };
    expect(loggable({ model: 'res.partner', method: 'load', args })).toMatchObject({
      args: {
        fields: args.fields,
        data: [['ponte.x', '[personal]', 'Poleepo 7', '[personal]', '[personal]', '']],
      },
    });
  });

  test('have the terms of a search masked by the names of their fields', () => {
    const domain = [
      ['parent_id', '=', false],
      '|',
      ['email', '=ilike', 'ada@example.com'],
      '|',
      ['partner_id.vat', 'in', ['IT01234567890', 'IT09876543210']],
      ['l10n_it_codice_fiscale', '=', 'PRVDAA80A41H501X'],
      ['default_code', 'in', ['SKU-1']],
    ];
    expect(loggable({ model: 'res.partner', method: 'search_read', args: { domain } })).toMatchObject({
      args: {
        domain: [
          ['parent_id', '=', false],
          '|',
          ['email', '=ilike', '[personal]'],
          '|',
          ['partner_id.vat', 'in', ['[personal]', '[personal]']],
          ['l10n_it_codice_fiscale', '=', '[personal]'],
          ['default_code', 'in', ['SKU-1']],
        ],
      },
    });
  });
});

describe('an answer, as a log may keep it,', () => {
  test('has personal fields masked, and the names of contacts', () => {
    const answer = [
      {
        id: 7,
        name: 'Ada Prova',
        l10n_it_codice_fiscale: 'PRVDAA80A41H501X',
        partner_id: [9, 'Ada Prova'],
        country_id: [109, 'Italy'],
        amount_total: 71.9,
        order_line: [1, 2, 3],
        ref: false,
      },
    ];
    expect(loggableAnswer(answer)).toEqual([
      {
        id: 7,
        name: '[personal]',
        l10n_it_codice_fiscale: '[personal]',
        partner_id: [9, '[personal]'],
        country_id: [109, 'Italy'],
        amount_total: 71.9,
        order_line: [1, 2, 3],
        ref: false,
      },
    ]);
  });

  test('that is no record stays as it is', () => {
    for (const answer of [true, 7, null, 'text', [1, 2]]) expect(loggableAnswer(answer)).toEqual(answer);
  });

  test('shows neither files nor the tokens of addresses', () => {
    const address = '/my/invoices/3?access_token=474ec383-2fa0&report_type=pdf';
    expect(loggableAnswer(address)).toBe('/my/invoices/3?access_token=[secret]&report_type=pdf');
    expect(loggableAnswer([{ id: 3, invoice_pdf_report_file: 'JVBERi0x' }])).toEqual([
      { id: 3, invoice_pdf_report_file: '[personal]' },
    ]);
  });
});
