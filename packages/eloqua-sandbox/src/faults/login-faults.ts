import { fault } from './fault-description.ts'

/** Faults of discovery and tokens. */
export const loginFaults = {
  'not-authenticated': fault({
    lasting: 'once',
    args: {},
    does: '`/id` answers 200 "Not authenticated." to right credentials',
  }),
  'pod-move': fault({
    lasting: 'once',
    main: 'base',
    args: { base: 'new' },
    choices: { base: ['new', 'same'] },
    does: 'the instance moves: 401 until `/id` is read again; `base=new` the API is then at another path, `base=same` at the same',
  }),
  'token-expiry': fault({
    lasting: 'once',
    args: {},
    does: 'all OAuth access tokens given out so far end with this request',
  }),
  'refresh-revokes': fault({
    lasting: 'ever',
    args: {},
    does: 'a refresh ends the access token it replaces, as before release 26B',
  }),
  'token-limit': fault({
    lasting: 'ever',
    main: 'seconds',
    args: { seconds: '60' },
    does: 'a further password grant of one user within `seconds` is answered with 429',
  }),
}
