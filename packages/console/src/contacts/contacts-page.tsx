import { useState } from 'preact/hooks'
import { Button } from '../parts/controls/button.tsx'
import { TextField } from '../parts/controls/field.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Page } from '../shell/page.tsx'
import { address, go } from '../shell/router.ts'
import './contacts-page.css'

/** What happened to a contact? Asks for its address. */
export function ContactsPage() {
  return (
    <Page
      title="Contacts"
      about="Look a contact up to see its whole way: exports, what the rules changed, where it was, what Eloqua answered."
    >
      <Panel title="Find a contact">
        <ContactSearch />
      </Panel>
    </Page>
  )
}

/** Goes to the timeline of an address. */
export function ContactSearch({ known = '' }: { known?: string }) {
  const [email, setEmail] = useState(known)
  return (
    <search>
      <form
        class="contact-search"
        onSubmit={(event) => {
          event.preventDefault()
          if (email.trim() !== '') go(address(`/contacts/${encodeURIComponent(email.trim())}`))
        }}
      >
        <TextField
          label="E-mail address"
          hint="As it was exported; an Eloqua contact id does as well, written contact:12345"
          inputmode="email"
          autocomplete="off"
          spellcheck={false}
          value={email}
          onValue={setEmail}
        />
        <Button kind="main" type="submit">
          Show its timeline
        </Button>
      </form>
    </search>
  )
}
