import { SyncError } from './errors.ts';
import { isPublicIpv4, isPublicIpv6 } from './network.ts';
import type { Bilingual } from './text.ts';

export interface AddressRules {
  /** Also http, and addresses of private networks: for a local deployment only. */
  allowPrivate: boolean;
  /** Hosts of our own, each with its port where it has one. Never called, even where private addresses are. */
  ownHosts: readonly string[];
}

const localNames =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa|test|invalid|onion)$/;

/** What speaks another protocol than HTTP; a request there could be read as a command. */
const otherProtocols = new Set(
  '21 22 23 25 53 69 110 111 119 123 135 139 143 161 389 445 465 514 587 636 873 993 995 1433 1521 2049 2375 2379 3306 3389 5432 5672 5900 6379 9092 9200 11211 27017'.split(
    ' ',
  ),
);

/**
 * An address that somebody gave us and that we may call: https, no credentials, a public host that is not ours. Throws
 * SyncError `address-refused` with what is wrong. What a name resolves to is the platform's to decide: a Worker's
 * requests leave for the public network only.
 */
export function checkAddress(text: string, rules: AddressRules): URL {
  const url = parsed(text) ?? refuse('malformed');
  const secure = url.protocol === 'https:';
  if (!secure && !(rules.allowPrivate && url.protocol === 'http:')) refuse('not-https');
  if (url.username !== '' || url.password !== '') refuse('credentials');
  if (url.hostname === '') refuse('malformed');
  if (otherProtocols.has(url.port)) refuse('port');
  if (isOwn(url, rules.ownHosts)) refuse('own');
  if (!rules.allowPrivate && !isPublicHost(url.hostname)) refuse('not-public');
  return url;
}

/** The host of an address of ours, as `ownHosts` wants it. */
export function ownHostsOf(...addresses: readonly string[]): string[] {
  return addresses.map((address) => new URL(address).host);
}

/** An own host without a port is ours at every port; with one, at that port. */
function isOwn(url: URL, ownHosts: readonly string[]): boolean {
  const [host, hostname] = [url.host, url.hostname].map(withoutDot);
  return ownHosts.some((own) => own === host || own === hostname);
}

function isPublicHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPublicIpv6(hostname.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(hostname)) return isPublicIpv4(hostname);
  const name = withoutDot(hostname);
  return name.includes('.') && !localNames.test(name);
}

function withoutDot(host: string): string {
  return host.replace(/\.(?=$|:)/, '');
}

const problems = {
  malformed: { it: 'Non è un indirizzo web completo.', en: 'It is not a complete web address.' },
  'not-https': { it: 'Deve iniziare con https://.', en: 'It must start with https://.' },
  credentials: {
    it: 'Togli nome utente e password dall’indirizzo: vanno nei loro campi.',
    en: 'Take the user name and password out of the address: they have fields of their own.',
  },
  port: { it: 'Questa porta non è ammessa.', en: 'This port is not allowed.' },
  own: { it: 'È un indirizzo di questo servizio.', en: 'It is an address of this service.' },
  'not-public': {
    it: 'Deve essere raggiungibile da Internet: non una rete privata né un nome locale.',
    en: 'It must be reachable from the Internet: no private network, no local name.',
  },
} as const satisfies Record<string, Bilingual>;

function refuse(problem: keyof typeof problems): never {
  throw new SyncError(`address refused: ${problem}`, {
    code: 'address-refused',
    hint: problems[problem],
    vendorCode: problem,
  });
}

/** Not by URL.canParse, which Node 22 answers wrongly for letters beyond ASCII once it is optimised. */
function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
