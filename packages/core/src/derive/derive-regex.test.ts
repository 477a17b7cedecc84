import { describe } from 'node:test'
import { derivesTo } from '../testing/derived.ts'

const over = ['overwrite']
const blank = ['blankIfNoMatch']
const both = ['overwrite', 'blankIfNoMatch']

describe('DeriveRegex', () => {
  derivesTo([
    {
      says: 'rewrites the cleaned source',
      steps: [['deriveRegex', ['from'], []]],
      record: { from: 'a  b', to: '' },
      to: 'r B',
      using: { from: 'a  b' },
      pattern: '^A(.*)$',
      hits: 1,
    },
    {
      says: 'does nothing for a blank source, not even blank',
      steps: [['deriveRegex', ['from'], both]],
      record: { from: '', to: 'kept' },
      to: 'kept',
    },
    {
      says: 'blanks only where it may overwrite',
      steps: [['deriveRegex', ['from'], blank]],
      record: { from: 'Z', to: 'kept' },
      to: 'kept',
    },
    {
      says: 'blanks a match that equals the value; corrected, the value stays',
      steps: [['deriveRegex', ['from'], both]],
      record: { from: 'A', to: 'r' },
      to: '',
      corrected: 'r',
      using: { from: 'A' },
      pattern: 'no matching pattern',
      hits: 1,
    },
    {
      says: 'blanks where no pattern matches, and where there is nothing to match',
      steps: [['deriveRegex', ['from'], both]],
      record: { from: null, to: 'stale' },
      to: '',
      pattern: 'no matching pattern',
      hits: 0,
    },
    {
      says: 'lets the next step try where no pattern matches',
      steps: [
        ['deriveRegex', ['from'], over],
        ['copyValue', ['other'], over],
      ],
      record: { from: 'Z', other: 'copied', to: 'stale' },
      to: 'copied',
      hits: 1,
    },
    {
      says: 'ends the chain where the match is the value',
      steps: [
        ['deriveRegex', ['from'], over],
        ['copyValue', ['other'], over],
      ],
      record: { from: 'A', other: 'copied', to: 'r' },
      to: 'r',
      hits: 0,
    },
  ])
})
