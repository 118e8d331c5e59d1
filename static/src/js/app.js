// Everything a page may need, in one small module. Pages work without it: this only makes them quicker to use.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink, createAll
} from 'govuk-frontend'
import htmx from 'htmx.org/dist/htmx.esm.js'
import { autosaveAll } from './autosave.js'
import { closeMenusWhenLeft } from './menu.js'
import { focusSearchOnSlash } from './search.js'

const COMPONENTS = [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink]

// The content security policy allows no inline style or evaluated script: htmx must not try either.
Object.assign(htmx.config, { includeIndicatorStyles: false, allowEval: false, allowScriptTags: false })

function furnish(scope) {
  COMPONENTS.forEach((component) => createAll(component, {}, { scope }))
  autosaveAll(scope)
}

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
furnish(document)
focusSearchOnSlash(document)
closeMenusWhenLeft(document)
// A page holding several forms may swap one in: what arrives is furnished too.
document.body.addEventListener('htmx:afterSwap', (event) => furnish(event.detail.elt.parentElement || event.detail.elt))
