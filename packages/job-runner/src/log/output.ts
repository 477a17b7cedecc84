/** Returns a text as it may be printed. */
type Mask = (text: string) => string
type Write = NodeJS.WriteStream['write']

/** Everything that the process prints, on its way: masked, and copied to where it is kept. */
export interface Output {
  /** From now on: what is printed goes through `mask`, and to `copy` as well. */
  through(mask: Mask, copy: (chunk: string) => void): void
  /** The terminal itself, neither masked nor copied: for a progress bar. */
  readonly terminal: NodeJS.WriteStream
}

/** Takes hold of standard output and standard error of this process, for good. */
export function captureOutput(): Output {
  let mask: Mask = (text) => text
  let copy: (chunk: string) => void = () => undefined
  const terminal: NodeJS.WriteStream = Object.create(process.stderr, {
    write: { value: process.stderr.write.bind(process.stderr) },
  })
  for (const stream of [process.stdout, process.stderr]) {
    // the reader of our output is gone: the run goes on
    stream.on('error', () => undefined)
    const write = stream.write.bind(stream)
    const captured = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      const text = mask(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
      copy(text)
      return Reflect.apply(write, stream, [text, ...rest])
    }
    stream.write = captured as Write
  }
  return {
    terminal,
    through(nextMask, nextCopy) {
      mask = nextMask
      copy = nextCopy
    },
  }
}
