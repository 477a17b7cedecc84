import { useEffect, useRef, useState } from 'preact/hooks'
import { TextField } from './field.tsx'

const pauseMs = 200

interface Props {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onValue: (value: string) => void
}

/** A search that is handed on once the typing pauses, so that each letter is not a request. */
export function SearchField({ label, placeholder, value, onValue }: Props) {
  const [typed, setTyped] = useState(value)
  const handedOn = useRef(value)
  useEffect(() => {
    // what comes back of the typing itself is no other search: letters that came since, and a blank at its end, stay
    if (value !== handedOn.current) setTyped(value)
    handedOn.current = value
  }, [value])
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => {
      handedOn.current = typed.trim()
      onValue(typed.trim())
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value])
  return <TextField label={label} type="search" placeholder={placeholder} value={typed} onValue={setTyped} />
}
