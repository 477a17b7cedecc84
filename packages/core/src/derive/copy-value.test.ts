import { describe } from 'node:test'
import { derivesTo } from '../testing/derived.ts'

const over = ['overwrite']
const both = ['overwrite', 'blankIfNoMatch']

describe('CopyValue', () => {
  derivesTo([
    {
      says: 'copies as it is, and ignores blankIfNoMatch',
      steps: [['copyValue', ['from'], both]],
      record: { from: ' a ', to: 'stale' },
      to: ' a ',
      hits: 1,
      using: { from: ' a ' },
    },
    {
      says: 'lets the next step try where the source is blank',
      steps: [
        ['copyValue', ['other'], both],
        ['deriveValue', ['from'], over],
      ],
      record: { from: 'A', other: '', to: 'stale' },
      to: 'from A',
    },
  ])
})
