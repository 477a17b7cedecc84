import type { Row } from './lint-cases.ts'
import { norm, regex } from './lint-config.ts'

/** Rules whose texts hold what nobody sees, or what was read in the wrong encoding. */
export const textRows: readonly Row[] = [
  {
    code: 'outer-blank',
    bad: { normLookup: [norm('A', 'X ')] },
    good: { normRegex: [regex('MR\\.?', 'Mr ')] },
  },
  { code: 'outer-blank', bad: { normRegex: [regex('^A.* $')] }, good: { normRegex: [regex('^A B?')] } },
  {
    code: 'invisible-character',
    bad: { normLookup: [norm('A\u200BB')] },
    good: { normLookup: [norm('\u0645\u06CC\u200C\u0634\u0648\u062F')] },
  },
  {
    code: 'invisible-character',
    bad: { normRegex: [regex('^A[\u00A0\u202E]B')] },
    good: { normRegex: [regex('^A[\\u00a0\\u202e]B')] },
  },
  {
    code: 'invisible-character',
    bad: { normLookup: [norm('A', 'X\tY')] },
    good: { normLookup: [norm('A', 'X\nY')] },
  },
  {
    code: 'invisible-character',
    bad: { normLookup: [norm('A', 'X\u3164')] },
    good: { normLookup: [norm('A', '\uD55C')] },
  },
  {
    code: 'invisible-character',
    bad: { normRegex: [regex('^A\u{E0041}B')] },
    good: { normRegex: [regex('^A\\U000e0041B')] },
  },
  {
    code: 'mojibake',
    bad: { normLookup: [norm('A', 'Jos\u00C3\u00A9')] },
    good: { normLookup: [norm('JOS\u00C3\u00A9', 'Jos\u00E9'), norm('PA\u0158\u00CD\u017D', 'Paris')] },
  },
  {
    code: 'mojibake',
    bad: { normLookup: [norm('M\u00C3\u0152LLER', 'Miller')] },
    good: {
      normLookup: [norm('M\u00C3\u0152LLER', 'M\u00FCller'), norm('LUNED\u00C3\u0152', 'luned\u00EC')],
    },
  },
]
