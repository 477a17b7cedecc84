/** Behaves on its command line like a mongod, where none can be had: the same parameters, the same words. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startLocalMongo } from '../index.ts'

const { values } = parseArgs({
  options: {
    version: { type: 'boolean' },
    dbpath: { type: 'string', default: '' },
    port: { type: 'string', default: '27017' },
    bind_ip: { type: 'string' },
    nounixsocket: { type: 'boolean' },
    journalCommitInterval: { type: 'string' },
    setParameter: { type: 'string', multiple: true },
  },
})
if (values.version) {
  console.log('db version v0.0.1-stand-in')
} else {
  if (!existsSync(values.dbpath)) throw new Error(`no folder ${values.dbpath}`)
  await startLocalMongo({ flavour: 'ferretdb', port: Number(values.port) })
  console.log('{"msg":"Waiting for connections"}')
  setInterval(() => {}, 2 ** 30)
}
