import { render } from 'preact'
import { App } from './app.tsx'
import './design/fonts.css'
import './design/tokens.css'
import './design/base.css'

const place = document.querySelector('#app')
if (place !== null) render(<App />, place)
