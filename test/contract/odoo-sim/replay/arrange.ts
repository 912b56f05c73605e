import { service, storable } from '../../../../sim/odoo/models/products.ts';
import type { RecordedVersion } from '../../../support/recordings.ts';
import type { Story } from './story.ts';

interface Article {
  id: number;
  code: string;
  name: string;
  description?: string;
  price?: number;
  service?: boolean;
  /** Bears the first tax of either company. */
  taxed?: boolean;
}

/** The demonstration data that the recordings lean on, as they name it. */
interface Stage {
  company: number;
  warehouseCode: string;
  /** 22 % on top, and where one was there before, 22 % included. */
  tax: number;
  included?: number;
  /** The rate of tax 1, of the first company. */
  firstRate: number;
  articles: Article[];
}

const delivery = (id: number, name = 'Standard delivery'): Article => ({
  id,
  code: 'Delivery_007',
  name,
  service: true,
  taxed: true,
});

const black = 'Customizable Desk (Custom, Black)';
const legs = '160x80cm, with large legs.';
const corner = { code: 'E-COM06', name: 'Corner Desk Right Sit' };

const stages: Record<RecordedVersion, Stage> = {
  16: {
    company: 3,
    warehouseCode: 'IT Co',
    tax: 46,
    firstRate: 0,
    articles: [
      { id: 37, code: 'DESK0005', name: 'Customizable Desk (Custom, White)', description: legs, price: 750 },
      { id: 38, code: 'DESK0006', name: black, description: legs, price: 750 },
      delivery(41, 'Free delivery charges'),
    ],
  },
  17: {
    company: 3,
    warehouseCode: 'IT Co',
    tax: 3,
    firstRate: 15,
    articles: [
      { id: 37, code: 'DESK0005', name: 'Customizable Desk (Custom, White)', price: 750, taxed: true },
      { id: 38, code: 'DESK0006', name: black, description: legs, price: 77.95, taxed: true },
      { id: 16, ...corner, taxed: true },
      delivery(40),
    ],
  },
  18: {
    company: 3,
    warehouseCode: 'IT Co',
    tax: 3,
    firstRate: 15,
    articles: [
      { id: 45, code: 'DESK0005', name: 'Customizable Desk (Custom, White)', price: 750, taxed: true },
      { id: 46, code: 'DESK0006', name: black, description: legs, price: 77.94, taxed: true },
      { id: 16, ...corner, taxed: true },
      delivery(49),
    ],
  },
  19: {
    company: 4,
    warehouseCode: 'ITWH',
    tax: 51,
    included: 162,
    firstRate: 0,
    articles: [
      { id: 15, code: 'DESK0005', name: 'Customizable Desk (White, Custom)', price: 750 },
      {
        id: 18,
        code: 'DESK0006',
        name: 'Customizable Desk (Black, Custom)',
        description: '160x80cm, with large legs',
        price: 77.88835859298706,
      },
      { id: 19, ...corner, description: 'Right-aligned desk with storage' },
      delivery(56),
    ],
  },
};

/** Gives a simulator the names and numbers that the recordings of its version speak of. */
export function arrange(story: Story): void {
  const stage = stages[story.version];
  const { db } = story.sim;
  story.know('res.company', 1, 1);
  story.know('res.company', stage.company, 2);
  db.write('res.company', [2], { name: 'IT Company' });
  const [house = 0] = db.search('stock.warehouse', [['company_id', '=', 2]]);
  db.write('stock.warehouse', [house], { name: 'IT Company', code: stage.warehouseCode });
  story.know('res.country', 109, db.search('res.country', [['code', '=', 'IT']])[0] ?? 0);
  story.know('res.country.state', 363, db.search('res.country.state', [['code', '=', 'MI']])[0] ?? 0);
  const partner = db.read('res.users', [2], ['partner_id'])[0]?.['partner_id'];
  story.know('res.partner', 3, Array.isArray(partner) && typeof partner[0] === 'number' ? partner[0] : 0);
  for (const [model, id] of plainMatches) story.know(model, id, 1);
  story.know('res.users', 2, 2);
  arrangeTaxes(story, stage);
  for (const article of stage.articles) arrangeArticle(story, article);
}

const plainMatches = [
  ['res.users', 1],
  ['product.pricelist', 1],
  ['crm.team', 1],
  ['uom.uom', 1],
  ['delivery.carrier', 1],
] as const;

function arrangeTaxes(story: Story, stage: Stage): void {
  const { db } = story.sim;
  const own = (name: string) =>
    db.search('account.tax', [
      ['name', '=', name],
      ['company_id', '=', 2],
    ])[0] ?? 0;
  story.know('account.tax', stage.tax, own('22%'));
  if (stage.included !== undefined) story.know('account.tax', stage.included, own('22% inclusa'));
  const [first = 0] = db.search('account.tax', [['company_id', '=', 1]]);
  db.write('account.tax', [first], { amount: stage.firstRate });
  story.know('account.tax', 1, first);
}

function arrangeArticle(story: Story, article: Article): void {
  const { db } = story.sim;
  const taxes = [
    ...db.search('account.tax', [
      ['name', '=', '22%'],
      ['company_id', '=', 2],
    ]),
    ...db.search('account.tax', [['company_id', '=', 1]]),
  ];
  const id = db.create('product.product', {
    name: article.name,
    default_code: article.code,
    description_sale: article.description ?? false,
    list_price: article.price ?? 50,
    taxes_id: article.taxed === true ? [[6, 0, taxes]] : [],
    // As Odoo's own demonstration data has it.
    invoice_policy: 'delivery',
    ...(article.service === true ? service(story.version) : storable(story.version)),
  });
  story.know('product.product', article.id, id);
}
