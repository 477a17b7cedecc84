import { startLocalMongo } from './start-local-mongo.ts'

const t = performance.now()
const mongo = await startLocalMongo({ progress: (line) => console.error(line) })
console.log(mongo.url, performance.now() - t)
const keep = setInterval(() => {}, 1 << 30)
process.once('SIGTERM', async () => {
  const t = performance.now()
  await mongo.stop()
  clearInterval(keep)
  console.log('stopped', performance.now() - t)
})
