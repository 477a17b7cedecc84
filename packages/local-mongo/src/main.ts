import { once } from 'node:events'
import { startLocalMongo } from './start-local-mongo.ts'

/** Prints the URL of a database on standard output and keeps it until SIGINT or SIGTERM. */
const port = Number(process.argv[process.argv.indexOf('--port') + 1] || 0)
const mongo = await startLocalMongo({ port, progress: (line) => console.error(line) })
console.error(mongo.description)
console.log(mongo.url)

const running = setInterval(() => {}, 2 ** 30)
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
await mongo.stop()
clearInterval(running)
