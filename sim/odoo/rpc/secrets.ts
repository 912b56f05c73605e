/** Passwords and API keys by login; no table holds them. */
export class Secrets {
  private readonly passwords = new Map<string, string>();
  private readonly keys = new Map<string, string>();

  setPassword(login: string, password: string): void {
    this.passwords.set(login, password);
  }

  /** Replaces the login's key; null revokes it. */
  setKey(login: string, key: string | null): void {
    if (key === null) this.keys.delete(login);
    else this.keys.set(login, key);
  }

  /** A key stands in for the password. */
  accepts(login: string, secret: string): boolean {
    return secret !== '' && (this.passwords.get(login) === secret || this.keys.get(login) === secret);
  }

  loginOfKey(key: string): string | undefined {
    for (const [login, own] of this.keys) if (own === key) return login;
    return undefined;
  }
}
