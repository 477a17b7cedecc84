import type { Clock } from '../clock.ts'
import type { SandboxUser } from '../options.ts'
import { hexOf } from '../random.ts'

const accessLifeMs = 28_800_000
const refreshLifeMs = 365 * 86_400_000

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly access_token: string
  readonly token_type: 'bearer'
  readonly expires_in: number
  readonly refresh_token: string
}

interface Grant {
  readonly user: string
  readonly accessToken: string
  readonly refreshToken: string
  accessEnds: number
  refreshEnds: number
}

/** Who may come in: users by name and password, and the OAuth tokens that were given out. */
export class Logins {
  readonly #company: string
  readonly #passwords: ReadonlyMap<string, string>
  readonly #client: { readonly id: string; readonly secret: string }
  readonly #clock: Clock
  readonly #seed: number
  readonly #grants: Grant[] = []
  readonly #passwordGrants = new Map<string, number>()

  constructor(of: {
    company: string
    users: readonly SandboxUser[]
    client: { readonly id: string; readonly secret: string }
    clock: Clock
    seed: number
  }) {
    this.#company = of.company.toLowerCase()
    this.#passwords = new Map(of.users.map(({ name, password }) => [name.toLowerCase(), password]))
    this.#client = of.client
    this.#clock = of.clock
    this.#seed = of.seed
  }

  /** The user of an `Authorization` header; undefined when it does not let anybody in. */
  userOf(header: string | undefined): string | undefined {
    const [, scheme, credentials = ''] = /^(\w+)\s+(\S+)$/.exec(header ?? '') ?? []
    if (scheme?.toLowerCase() === 'bearer') return this.#userOfToken(credentials)
    if (scheme?.toLowerCase() !== 'basic') return undefined
    const [name, password] = pairOf(credentials)
    return this.userByPassword(name, password)
  }

  /** The user of `COMPANY\user` and a password. */
  userByPassword(name: string, password: string): string | undefined {
    const [company = '', user = ''] = name.toLowerCase().split('\\')
    return company === this.#company && this.#passwords.get(user) === password ? user : undefined
  }

  isClient(header: string | undefined): boolean {
    const [, credentials = ''] = /^basic\s+(\S+)$/i.exec(header ?? '') ?? []
    const [id, secret] = pairOf(credentials)
    return id === this.#client.id && secret === this.#client.secret
  }

  grant(user: string): TokenAnswer {
    const number = this.#grants.length
    const now = this.#clock.now()
    const grant: Grant = {
      user,
      accessToken: `access-${number}-${hexOf(this.#seed, `access ${number}`, 32)}`,
      refreshToken: `refresh-${number}-${hexOf(this.#seed, `refresh ${number}`, 32)}`,
      accessEnds: now + accessLifeMs,
      refreshEnds: now + refreshLifeMs,
    }
    this.#grants.push(grant)
    return {
      access_token: grant.accessToken,
      token_type: 'bearer',
      expires_in: accessLifeMs / 1000,
      refresh_token: grant.refreshToken,
    }
  }

  /** Uses a refresh token up; undefined when it is unknown, used or too old. */
  refresh(token: string, revokesAccess: boolean): TokenAnswer | undefined {
    const now = this.#clock.now()
    const grant = this.#grants.find(
      ({ refreshToken, refreshEnds }) => refreshToken === token && refreshEnds > now,
    )
    if (!grant) return undefined
    grant.refreshEnds = 0
    if (revokesAccess) grant.accessEnds = 0
    return this.grant(grant.user)
  }

  /** Milliseconds since the user's password last got a token; Infinity before the first. */
  sinceGrantMs(user: string): number {
    return this.#clock.now() - (this.#passwordGrants.get(user) ?? Number.NEGATIVE_INFINITY)
  }

  noteGrant(user: string): void {
    this.#passwordGrants.set(user, this.#clock.now())
  }

  expireAccess(): void {
    for (const grant of this.#grants) grant.accessEnds = 0
  }

  #userOfToken(token: string): string | undefined {
    const now = this.#clock.now()
    return this.#grants.find(({ accessToken, accessEnds }) => accessToken === token && accessEnds > now)?.user
  }
}

function pairOf(credentials: string): [name: string, password: string] {
  const text = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}
