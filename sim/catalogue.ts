/** An article of the demonstration shop; both simulators know it under the same SKU. */
export interface CatalogueItem {
  sku: string;
  name: string;
  /** Gross price in EUR, an exact decimal. */
  price: string;
  /** VAT in per cent. */
  vatRate: number;
  /** Kilograms. */
  weight?: number;
}

type Row = readonly [sku: string, name: string, price: string, weight: number];

const clothing: readonly Row[] = [
  ['TSHIRT-S', 'Maglietta S Rossa', '33.00', 0.18],
  ['TSHIRT-M', 'Maglietta M Rossa', '33.00', 0.19],
  ['TSHIRT-L', 'Maglietta L Rossa', '33.00', 0.2],
  ['TSHIRT-XL', 'Maglietta XL Rossa', '34.50', 0.21],
  ['TSHIRT-L-BLU', 'Maglietta L Blu', '33.00', 0.2],
  ['POLO-M', 'Polo in piqué M', '49.90', 0.28],
  ['POLO-L', 'Polo in piqué L', '49.90', 0.3],
  ['CAMICIA-40', 'Camicia in lino 40', '69.00', 0.32],
  ['CAMICIA-42', 'Camicia in lino 42', '69.00', 0.33],
  ['JEANS-46', 'Jeans slim 46', '89.90', 0.7],
  ['JEANS-48', 'Jeans slim 48', '89.90', 0.72],
  ['JEANS-50', 'Jeans slim 50', '89.90', 0.74],
  ['FELPA-M', 'Felpa con cappuccio M', '59.95', 0.55],
  ['FELPA-L', 'Felpa con cappuccio L', '59.95', 0.58],
  ['GIACCA-M', 'Giacca impermeabile M', '129.00', 0.9],
  ['SCIARPA-LANA', 'Sciarpa in lana merino', '39.90', 0.2],
  ['CINTURA-95', 'Cintura in cuoio 95 cm', '45.00', 0.25],
  ['CALZE-3P', 'Calze di cotone, tre paia', '14.99', 0.15],
  ['BORSA-TELA', 'Borsa in tela', '19.90', 0.22],
  ['SNEAKER-42', 'Scarpa sportiva 42', '99.99', 1.1],
];

const home: readonly Row[] = [
  ['MOKA-3', 'Moka tre tazze', '29.90', 0.5],
  ['MOKA-6', 'Moka sei tazze', '39.90', 0.8],
  ['TAZZA-CERAMICA', 'Tazza in ceramica', '12.50', 0.35],
  ['PIATTO-PIANO', 'Piatto piano decorato', '16.40', 0.7],
  ['PENTOLA-24', 'Pentola in acciaio 24 cm', '74.90', 2.4],
  ['PADELLA-28', 'Padella antiaderente 28 cm', '42.70', 1.2],
  ['COLTELLO-CHEF', 'Coltello da cucina 20 cm', '61.00', 0.3],
  ['TAGLIERE-OLIVO', 'Tagliere in ulivo', '36.60', 1],
  ['LAMPADA-TAV', 'Lampada da tavolo', '54.90', 1.4],
  ['CUSCINO-45', 'Cuscino 45 x 45', '24.40', 0.4],
  ['COPERTA-PILE', 'Coperta in pile', '27.95', 0.9],
  ['ASCIUGAMANI-4', 'Asciugamani, quattro pezzi', '48.80', 1.3],
  ['LENZUOLA-MATR', 'Lenzuola matrimoniali', '79.30', 1.8],
  ['CANDELA-LAVANDA', 'Candela alla lavanda', '9.99', 0.3],
  ['VASO-TERRACOTTA', 'Vaso in terracotta', '18.30', 2],
  ['OROLOGIO-PARETE', 'Orologio da parete', '34.16', 0.8],
  ['CORNICE-A4', 'Cornice in legno A4', '15.25', 0.5],
  ['SCATOLA-LEGNO', 'Scatola in legno', '21.96', 0.6],
];

const food10: readonly Row[] = [
  ['CAFFE-250', 'Caffè macinato 250 g', '7.70', 0.26],
  ['CAFFE-1KG', 'Caffè in grani 1 kg', '24.20', 1.02],
  ['CIOCCOLATO-70', 'Cioccolato fondente 70 %', '4.40', 0.11],
  ['MIELE-500', 'Miele di acacia 500 g', '11.00', 0.8],
  ['BISCOTTI-400', 'Biscotti alle mandorle 400 g', '6.60', 0.42],
  ['TONNO-3X80', 'Tonno sott’olio, tre scatole', '8.25', 0.4],
  ['PESTO-190', 'Pesto alla genovese 190 g', '5.50', 0.35],
  ['ACETO-BALS', 'Aceto balsamico 250 ml', '16.50', 0.6],
  ['PANETTONE-1KG', 'Panettone 1 kg', '27.50', 1.2],
];

const food4: readonly Row[] = [
  ['OLIO-EVO-1L', 'Olio extravergine di oliva 1 l', '14.56', 1.1],
  ['PASTA-500', 'Spaghetti di Gragnano 500 g', '2.08', 0.51],
  ['RISO-1KG', 'Riso Carnaroli 1 kg', '4.68', 1.02],
  ['FARINA-1KG', 'Farina tipo 00, 1 kg', '1.56', 1.02],
  ['PASSATA-700', 'Passata di pomodoro 700 g', '2.60', 1.05],
  ['PARMIGIANO-500', 'Parmigiano Reggiano 500 g', '12.48', 0.52],
];

const books: readonly Row[] = [
  ['LIBRO-CUCINA', 'La cucina di casa', '24.90', 0.9],
  ['LIBRO-GIARDINO', 'Il giardino in dodici mesi', '19.50', 0.6],
  ['LIBRO-FIABE', 'Fiabe della buonanotte', '15.60', 0.5],
  ['LIBRO-SENTIERI', 'Sentieri delle Alpi', '22.00', 0.4],
  ['LIBRO-ATLANTE', 'Atlante illustrato', '31.20', 1.5],
  ['LIBRO-GIALLO', 'Il caso del molo nove', '12.90', 0.3],
];

const groups: readonly (readonly [readonly Row[], number])[] = [
  [clothing, 22],
  [home, 22],
  [food10, 10],
  [food4, 4],
  [books, 4],
];

export const catalogue: readonly CatalogueItem[] = groups.flatMap(([rows, vatRate]) =>
  rows.map(([sku, name, price, weight]) => ({ sku, name, price, vatRate, weight })),
);
