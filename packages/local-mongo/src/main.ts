import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { startLocalMongo } from './start-local-mongo.ts'

/** Prints the URL of a database on standard output and keeps it until SIGINT or SIGTERM. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port wants a number up to 65535')

const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
const mongo = await startLocalMongo({ port, progress: (line) => console.error(line) })
console.error(mongo.description)
console.log(mongo.url)

const running = setInterval(() => {}, 2 ** 30)
await ended
await mongo.stop()
clearInterval(running)
