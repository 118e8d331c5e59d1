// Everything a page may need, in one small module. Pages work without it: this only makes them quicker to use.
import { Button, CharacterCount, ErrorSummary, NotificationBanner, SkipLink } from 'govuk-frontend'
import htmx from 'htmx.org/dist/htmx.esm.js'
import { autosaveAll } from './autosave.js'
import { closeMenusWhenLeft } from './menu.js'
import { revealAll, revealOnChange } from './reveal.js'
import { focusSearchOnSlash } from './search.js'

const COMPONENTS = [Button, CharacterCount, ErrorSummary, NotificationBanner, SkipLink]

// The content security policy allows no inline style or evaluated script: htmx must not try either.
Object.assign(htmx.config, { includeIndicatorStyles: false, allowEval: false, allowScriptTags: false })

function start(Component, element) {
  if (element.hasAttribute(`data-${Component.moduleName}-init`)) return
  try {
    new Component(element)
  } catch (error) {
    console.error(error)
  }
}

function furnish(scope) {
  for (const Component of COMPONENTS) {
    scope.querySelectorAll(`[data-module="${Component.moduleName}"]`).forEach((element) => start(Component, element))
  }
  autosaveAll(scope)
  revealAll(scope)
}

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
furnish(document)
focusSearchOnSlash(document)
closeMenusWhenLeft(document)
revealOnChange(document)
// What htmx brings in is furnished too, itself included.
htmx.onLoad((element) => furnish(element.parentElement || element))
