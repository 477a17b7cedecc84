import { type Asking, requestFile } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Button } from './button.tsx'

interface Props {
  /** Of the route that answers with CSV. */
  readonly path: string
  /** What the file is called on the reader's machine, without its ending. */
  readonly name: string
  readonly asking?: Pick<Asking, 'method' | 'query' | 'body'>
  /** What the button says. */
  readonly label?: string
}

/** Saves a list as CSV. It is asked for with the session as everything else is, so that no address holds a secret, and a problem is shown. */
export function Download({ path, name, asking, label = 'Download as CSV' }: Props) {
  const save = useAction(async () => saveAs(await requestFile(path, asking), `${name}.csv`))
  return (
    <span class="download">
      <Button busy={save.busy} onClick={() => void save.run()}>
        {label}
      </Button>
      {save.problem !== undefined && (
        <span class="field-fault" role="alert">
          {save.problem.title}. {save.problem.detail}
        </span>
      )}
    </span>
  )
}

function saveAs(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
