import { useState } from 'preact/hooks'
import { unsavedWork } from './unsaved-work.ts'

/** What a browser keeps of one text; longer ones are for the form alone. */
const longestKept = 200_000

/** A text that is being written, kept for its author over a reload and a sign-in until it is sent, which empties it. */
export function useKeptText(name: string): readonly [text: string, write: (text: string) => void] {
  const [text, setText] = useState(() => unsavedWork.get(name) ?? '')
  const write = (next: string) => {
    setText(next)
    if (next === '' || next.length > longestKept) unsavedWork.remove(name)
    else unsavedWork.set(name, next)
  }
  return [text, write]
}
