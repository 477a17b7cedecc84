// @ts-expect-error: not a part of the driver's public interface, and without types
import { Connection } from 'mongodb/lib/cmap/connection.js'

/** What of a connection of the driver is used here. */
interface DriverConnection {
  readonly closed: boolean
  readonly socket: NodeJS.EventEmitter
  cleanup(error: Error): void
}

/**
 * Ends the commands whose connection breaks while they are still being written. The driver (7.9, `Connection.writeCommand`)
 * waits for the socket's `drain` after a command of over 64 kB and listens for `error` alone, but closes a connection that
 * timed out or lost its server without one: the command would never end. And where the socket has an error, it passes that
 * on bare, so that nothing is tried again. With this, both are the MongoNetworkError that closed the connection.
 */
export function endBrokenWrites(): void {
  const connections: DriverConnection = Connection.prototype
  const { cleanup } = connections
  connections.cleanup = function (error) {
    const wasOpen = !this.closed
    cleanup.call(this, error)
    if (wasOpen) this.socket.emit('error', error)
  }
}
