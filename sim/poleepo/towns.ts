export interface Town {
  city: string;
  postcode: string;
  province: string;
  /** Its code in the land register, part of a codice fiscale. */
  code: string;
}

const table = `
Roma|00184|RM|H501
Milano|20121|MI|F205
Napoli|80134|NA|F839
Torino|10121|TO|L219
Palermo|90133|PA|G273
Genova|16121|GE|D969
Bologna|40121|BO|A944
Firenze|50122|FI|D612
Bari|70121|BA|A662
Catania|95124|CT|C351
Venezia|30121|VE|L736
Verona|37121|VR|L781
Messina|98122|ME|F158
Padova|35121|PD|G224
Trieste|34121|TS|L424
Taranto|74121|TA|L049
Brescia|25121|BS|B157
Parma|43121|PR|G337
Prato|59100|PO|G999
Modena|41121|MO|F257
Reggio Calabria|89125|RC|H224
Reggio Emilia|42121|RE|H223
Perugia|06121|PG|G478
Ravenna|48121|RA|H199
Livorno|57123|LI|E625
Cagliari|09124|CA|B354
Foggia|71121|FG|D643
Rimini|47921|RN|H294
Salerno|84121|SA|H703
Ferrara|44121|FE|D548
Sassari|07100|SS|I452
Latina|04100|LT|E472
Monza|20900|MB|F704
Siracusa|96100|SR|I754
Pescara|65121|PE|G482
Bergamo|24121|BG|A794
Forlì|47121|FC|D704
Trento|38122|TN|L378
Vicenza|36100|VI|L840
Terni|05100|TR|L117
Bolzano|39100|BZ|A952
Novara|28100|NO|F952
Piacenza|29121|PC|G535
Ancona|60121|AN|A271
Andria|76123|BT|A285
Udine|33100|UD|L483
Arezzo|52100|AR|A390
Lecce|73100|LE|E506
Pesaro|61121|PU|G479
Alessandria|15121|AL|A182
La Spezia|19121|SP|E463
Pisa|56125|PI|G702
Catanzaro|88100|CZ|C352
Lucca|55100|LU|E715
Brindisi|72100|BR|B180
Treviso|31100|TV|L407
Como|22100|CO|C933
Grosseto|58100|GR|E202
Varese|21100|VA|L682
Asti|14100|AT|A479
Ragusa|97100|RG|H163
Cremona|26100|CR|D150
Cosenza|87100|CS|D086
L'Aquila|67100|AQ|A345
Trapani|91100|TP|L331
Potenza|85100|PZ|G942
Aosta|11100|AO|A326
Siena|53100|SI|I726
Campobasso|86100|CB|B519
Matera|75100|MT|F052
Nuoro|08100|NU|F979
Cuneo|12100|CN|D205
Mantova|46100|MN|E897
`;

/** Real Italian towns with a postcode, the province and the code of the town that belong together. */
export const towns: readonly Town[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [city = '', postcode = '', province = '', code = ''] = line.split('|');
    return { city, postcode, province, code };
  });

export interface ForeignTown {
  city: string;
  postcode: string;
  country: string;
  streets: readonly string[];
  /** The country's standard VAT rate. */
  vatRate: number;
}

/** Towns of other countries of the European Union. */
export const foreignTowns: readonly ForeignTown[] = [
  {
    city: 'Lyon',
    postcode: '69002',
    country: 'FR',
    vatRate: 20,
    streets: ['Rue Mercière', 'Rue de la Barre'],
  },
  {
    city: 'München',
    postcode: '80331',
    country: 'DE',
    vatRate: 19,
    streets: ['Sendlinger Straße', 'Rosental'],
  },
  {
    city: 'Berlin',
    postcode: '10115',
    country: 'DE',
    vatRate: 19,
    streets: ['Invalidenstraße', 'Chausseestraße'],
  },
  {
    city: 'Valencia',
    postcode: '46001',
    country: 'ES',
    vatRate: 21,
    streets: ['Calle de San Vicente Mártir'],
  },
  { city: 'Wien', postcode: '1010', country: 'AT', vatRate: 20, streets: ['Wollzeile', 'Bäckerstraße'] },
  { city: 'Gent', postcode: '9000', country: 'BE', vatRate: 21, streets: ['Veldstraat', 'Hoogstraat'] },
  { city: 'Ljubljana', postcode: '1000', country: 'SI', vatRate: 22, streets: ['Trubarjeva cesta'] },
];
