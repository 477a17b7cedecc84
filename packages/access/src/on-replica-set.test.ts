import { testsOn } from '@dwmops/local-mongo/testing'

/** What tokens, sessions and audit promise once more on three members, as production has them. */
await testsOn('replica-set', import.meta.dirname, ['tokens', 'sessions', 'audit'])
