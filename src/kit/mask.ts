const secretNames =
  /^(authorization|cookie|set-cookie|.*secret.*|.*password.*|.*api[-_]?key.*|access_token|token|x-poleepo-signature|webhook-signature)$/i;
const personalNames =
  /^(firstname|lastname|name|surname|email|phone|mobile|address|street2?|zip|postcode|city|vat|vat_number|tax_code|pec|sdi_code|company|notes?|comment)$/i;

/** Links whose second part tells who a buyer is: `[48, "Giulia Rossi"]`. */
const personalLinks = /^partner_(\w+_)?id$/i;

/** `value` with the members that hold secrets or a buyer's data replaced by what kind of thing stood there. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, maskedMember(name, member)]),
  );
}

function maskedMember(name: string, member: unknown): unknown {
  if (member === null || member === '' || member === undefined) return member;
  if (secretNames.test(name)) return '[secret]';
  if (personalNames.test(name) && typeof member !== 'object') return '[personal]';
  if (personalLinks.test(name) && Array.isArray(member)) return [member[0], '[personal]'];
  return masked(member);
}
