import { contactFieldKeys } from '@dwmops/eloqua-sandbox'

/**
 * Secrets of every kind. Each holds a word that stands nowhere else and characters that JSON or an address write otherwise; the
 * short one is a word by itself.
 */
export const secrets = {
  eloquaPassword: 'pw"numbat7731\\ü 5%',
  shortPassword: 'k9x',
  mongoPassword: 'quollbar8264/@%ö',
  wrongPassword: 'bilbybar3395:?#ä',
  gatewayPassword: 'potoroobar5548+/&',
  proxyPassword: 'bettongbar6617 %',
  sourcePassword: 'dunnartbar9926=@',
  clientSecret: 'phascogale2281&"',
  refreshToken: 'mulgara-4457-token',
  apiProxySecret: 'kultarrbar1173\\://x',
} as const

/** Half of a login: `dwm eloqua check` and `dwm doctor` say who one is, and nothing else does. */
export const login = { company: 'Planigale8830', user: 'ningaui5512' } as const

/** In every field of every contact. */
const contactWords = ['quokkaberry', 'wombatberry']

/** A plain address, one in quotes, one of letters beyond ASCII, one of all signs that need no quotes. */
const addresses = [
  'quokkaberry.one@wombatberry.example',
  '"quokkaberry two"@wombatberry.example',
  'quökka.quokkaberry@wömbat-wombatberry.example',
  "quokkaberry+four/o'x@sub.wombatberry.example",
  'quokkaberry.five@wombatberry.example',
  'quokkaberry.six@wombatberry.example',
]
const encodedAddresses = 'quokkaberry%40wombatberry.example quokkaberry\\u0040wombatberry.example'

export const contacts: readonly Readonly<Record<string, string>>[] = addresses.map((emailAddress, index) => ({
  ...Object.fromEntries(
    contactFieldKeys.map((key) => [
      key,
      key.startsWith('address') ? `${encodedAddresses} ${index}` : `Quokkaberry ${key} ${index}`,
    ]),
  ),
  emailAddress,
  ContactID: String(7_350_001 + index),
}))

export type CanaryKind = 'secret' | 'login' | 'contact'

const words: Readonly<Record<CanaryKind, readonly string[]>> = {
  secret: Object.values(secrets).flatMap((secret) => /[a-z0-9-]{9,}/.exec(secret)?.[0] ?? []),
  login: Object.values(login),
  contact: contactWords,
}
const kinds = Object.keys(words) as CanaryKind[]

const { shortPassword } = secrets
/** What has no word of its own: short, or made by the sandbox and the API. */
const otherSecrets = [
  `(?<![\\p{L}\\p{N}_])${shortPassword}(?![\\p{L}\\p{N}_])`,
  Buffer.from(`${login.company}\\${login.user}:${shortPassword}`).toString('base64').slice(0, -4),
  '(?:access|refresh)-\\d+-[0-9a-f]{32}',
  'dwm_[\\w-]{40,}',
]

const patterns: Readonly<Record<CanaryKind, readonly RegExp[]>> = {
  secret: patternsOf('secret', otherSecrets),
  login: patternsOf('login'),
  contact: patternsOf('contact'),
}

function patternsOf(kind: CanaryKind, others: readonly string[] = []): RegExp[] {
  const encoded = [...words[kind].flatMap(encodings), ...others]
  return [new RegExp(words[kind].join('|'), 'gi'), new RegExp(encoded.join('|'), 'gu')]
}

/** What stands for a word within whatever was written in Base64 or in hexadecimal digits. */
function encodings(word: string): string[] {
  const spellings = [word, word.replace(/^./, (first) => first.toUpperCase())]
  return spellings.flatMap((spelling) => [
    ...[0, 1, 2].map((shift) => withinBase64(spelling, shift)),
    Buffer.from(spelling).toString('hex'),
  ])
}

/** Of a word that begins at byte `shift` of three: without the digits that its neighbors have a part in. */
function withinBase64(word: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(word)])
  const known = bytes.toString('base64').slice(shift === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4)
  return known.replaceAll('+', '[+-]').replaceAll('/', '[/_]')
}

/** The canaries of these kinds within a text, each with what stands around it. */
export function canariesIn(text: string, wanted: readonly CanaryKind[] = kinds): string[] {
  return wanted.flatMap((kind) =>
    patterns[kind].flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ({ index }) => {
        return `${kind}: ...${text.slice(Math.max(0, index - 100), index + 60)}...`
      }),
    ),
  )
}
