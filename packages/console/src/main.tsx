import { render } from 'preact'
import { App } from './app.tsx'
import './design/fonts.css'
import './design/tokens.css'
import './design/base.css'

// pages put the reader back themselves, once they are long enough
history.scrollRestoration = 'manual'

const place = document.querySelector('#app')
if (place !== null) {
  // the line that stood in for it until now
  place.replaceChildren()
  render(<App />, place)
}
