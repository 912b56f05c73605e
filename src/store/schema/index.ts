export * from './catalogue.ts';
export * from './directory.ts';
export * from './images.ts';
export * from './links.ts';
export * from './shipments.ts';
export * from './sides.ts';
export * from './watch.ts';
export * from './work.ts';
