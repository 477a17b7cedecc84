import { fault } from './fault-description.ts'

/** Faults of single answers, whatever was asked. */
export const answerFaults = {
  'http-error': fault({
    lasting: 'once',
    main: 'status',
    args: { status: '503', when: 'before', retryAfter: '' },
    choices: { when: ['before', 'after'] },
    does: 'answers `status`; `when=after` does so after the work was done; `retryAfter` sends that header',
  }),
  'drop-answer': fault({
    lasting: 'once',
    args: {},
    does: 'does the work, then closes the connection without an answer',
  }),
  'reset-body': fault({
    lasting: 'once',
    main: 'atByte',
    args: { atByte: '' },
    does: 'resets the connection in the middle of the answer, or after `atByte` bytes',
  }),
  'slow-bytes': fault({
    lasting: 'once',
    main: 'bytesPerSecond',
    args: { bytesPerSecond: '2000' },
    does: 'sends the answer at `bytesPerSecond`',
  }),
  'slow-answer': fault({
    lasting: 'once',
    main: 'ms',
    args: { ms: '1000' },
    does: 'waits `ms` before it does the work',
  }),
  'items-omitted': fault({ lasting: 'ever', args: {}, does: 'leaves `items` out of an empty collection' }),
}
