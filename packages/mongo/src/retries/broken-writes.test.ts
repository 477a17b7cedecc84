import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, connect as openSocket, type Server, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import type { MongoClient } from 'mongodb'
import { connect } from '../connection/connect.ts'
import { judgeError } from './judge-error.ts'

const megabyte = 'x'.repeat(1_000_000)
const documents = Array.from({ length: 40 }, (_, number) => ({ number, megabyte }))

describe('a write of many megabytes', () => {
  const database = testMongo()
  const sockets = new Set<Socket>()
  let server: Server
  let client: MongoClient

  /** Between client and server, so that the server can be seen to read no more. */
  before(async () => {
    const { hostname, port } = new URL(database.mongo.url)
    server = createServer((socket) => {
      const upstream = openSocket(Number(port), hostname)
      for (const one of [socket, upstream]) one.on('error', () => {})
      socket.on('close', () => upstream.destroy())
      upstream.pipe(socket)
      socket.pipe(upstream)
      sockets.add(socket)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const url = `mongodb://${address}/?socketTimeoutMS=1000&serverSelectionTimeoutMS=1000`
    client = await connect(url, { appName: 'test', address })
  })
  after(async () => {
    await client.close()
    server.close()
    for (const socket of sockets) socket.destroy()
  })

  /** How a write ends that the server reads nothing of, and whose connection breaks as told. */
  const writing = async (breakOff: (socket: Socket) => unknown) => {
    const things = client.db(database.fresh().databaseName).collection('things')
    await things.insertOne({ number: -1 })
    const open = [...sockets].filter((socket) => !socket.destroyed)
    for (const socket of open) socket.unpipe().pause()
    const written = things.insertMany(documents).catch(judgeError)
    for (const socket of open) breakOff(socket)
    return written
  }

  it('is tried again when the server reads no more', { timeout: 120_000 }, async () => {
    assert.equal(await writing(() => undefined), 'transient')
  })

  it('is tried again when the server resets the connection', { timeout: 120_000 }, async () => {
    assert.equal(await writing((socket) => setImmediate(() => socket.resetAndDestroy())), 'transient')
  })
})
