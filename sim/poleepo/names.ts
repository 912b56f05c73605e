function list(names: string): readonly string[] {
  return names
    .trim()
    .split(/\s*,\s*/)
    .filter((name) => name !== '');
}

export const womensNames = list(`
  Giulia, Francesca, Chiara, Sara, Martina, Valentina, Alessia, Elena, Federica, Silvia, Laura, Paola, Roberta,
  Ilaria, Beatrice, Camilla, Niccolina, Anna Maria, Lucia, Noemi`);

export const mensNames = list(`
  Marco, Andrea, Luca, Matteo, Alessandro, Davide, Francesco, Lorenzo, Simone, Federico, Giuseppe, Antonio,
  Stefano, Riccardo, Nicolò, Gian Luca, Tommaso, Emanuele, Pietro, Ugo`);

export const lastNames = list(`
  Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti, De Luca,
  Mancini, Costa, Giordano, Rizzo, Lombardi, Moretti, Barbieri, Fontana, Santoro, Mariani, Rinaldi, Caruso,
  Ferrara, Galli, D'Angelo, Lo Presti, Fabbri, Zanella, Dell’Orto, Niccolò, Fo`);

export const streets = list(`
  Via Roma, Via Garibaldi, Via Mazzini, Corso Vittorio Emanuele II, Via Dante Alighieri, Via Verdi,
  Piazza della Repubblica, Viale Europa, Via XX Settembre, Via Cavour, Via Leopardi, Via Marconi, Corso Italia,
  Via dell'Artigianato, Via IV Novembre, Largo Puccini, Vicolo Stretto, Via Carducci`);

export const trades = list(`
  Ferramenta, Tessuti, Arredi, Cartotecnica, Elettronica, Officina, Enoteca, Giardini, Idraulica, Studio,
  Tipografia, Sartoria`);

export const companyForms = list('S.r.l., S.n.c., S.p.A., S.a.s., S.r.l.s.');
