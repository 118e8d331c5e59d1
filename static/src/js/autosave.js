// A form marked data-autosave keeps what is typed on the server: two seconds after typing stops, and at once when its
// field or the page is left. Words live in the page's memory and on the server only, never in the browser's storage:
// desks are shared.
//
//   <form data-autosave="/drafts/save/">  {% include "components/draft.html" %}  …  {% include "components/saved.html" %}
//
// The hidden fields draft_key, draft_version, draft_title, draft_url and draft_person say which draft it is
// (bep/kit/drafts.py). POST {key, version, title, url, person, data} answers 200 {version, saved_at, warning},
// 409 {message, url} when the draft has moved on, and 401, 403 or a way to the sign-in page when the session has ended.
const PAUSE = 2000
const RETRY = [5000, 15000, 30000, 60000]
const FACTS = ['key', 'version', 'title', 'url', 'person']
const IGNORED = new Set(['csrfmiddlewaretoken', ...FACTS.map((fact) => `draft_${fact}`)])
// Browsers refuse a request that must outlive its page when it carries more than this.
const KEEPALIVE_LIMIT = 60000

// Every field by name: one value, or a list where several controls share the name. An empty tick box group is [],
// so that clearing the last tick is saved as well.
export function readForm(form) {
  const data = {}
  for (const control of form.elements) {
    const { name, type } = control
    if (!name || IGNORED.has(name) || control.disabled || ['file', 'submit', 'button', 'password'].includes(type)) continue
    if (type === 'radio') {
      if (control.checked) data[name] = control.value
      else if (!(name in data)) data[name] = ''
    } else if (type === 'checkbox' || type === 'select-multiple') {
      const chosen = type === 'checkbox'
        ? (control.checked ? [control.value] : [])
        : Array.from(control.selectedOptions, (option) => option.value)
      data[name] = (data[name] || []).concat(chosen)
    } else {
      data[name] = name in data ? [].concat(data[name], control.value) : control.value
    }
  }
  return data
}

// Signing in again makes a new token; every form of this page then needs it, or sending it would be refused.
async function renewTokens() {
  const page = await fetch(location.href, { credentials: 'same-origin' })
  if (!page.ok || page.redirected) return
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('[name=csrfmiddlewaretoken]')
  if (!fresh) return
  document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((field) => { field.value = fresh.value })
}

class Autosave {
  constructor(form) {
    this.form = form
    this.url = form.dataset.autosave
    this.facts = Object.fromEntries(FACTS.map((fact) => [fact, this.fact(fact)]))
    this.facts.version = Number(this.facts.version || 0)
    // A form that came back with errors holds words that were sent but not kept: they are saved at once.
    const refused = form.querySelector('.govuk-error-message')
    this.kept = refused ? '' : this.words()
    this.failures = 0
    this.status = form.querySelector('[data-saved]') || this.addStatus()
    this.listen()
    if (refused) this.soon(0)
  }

  // From its hidden field, else from the form's own attribute: draft_key, or data-draft-key.
  fact(name) {
    const field = this.form.elements.namedItem(`draft_${name}`)
    return field ? field.value : this.form.getAttribute(`data-draft-${name}`) || ''
  }

  addStatus() {
    const status = document.createElement('p')
    status.className = 'bep-saved'
    status.setAttribute('role', 'status')
    this.form.append(status)
    return status
  }

  listen() {
    const { form } = this
    form.addEventListener('input', () => this.soon(PAUSE))
    form.addEventListener('change', () => this.soon(PAUSE))
    form.addEventListener('focusout', () => this.save())
    form.addEventListener('submit', () => this.submitting())
    // On leaving for another tab, and on coming back from signing in there.
    document.addEventListener('visibilitychange', () => this.save())
    window.addEventListener('pagehide', () => this.save())
    window.addEventListener('online', () => this.save())
    // The back button may bring this very page back: what is typed then counts again.
    window.addEventListener('pageshow', (event) => { if (event.persisted) this.sent = false })
    window.addEventListener('beforeunload', (event) => { if (this.wouldLose()) event.preventDefault() })
  }

  words() {
    return JSON.stringify(readForm(this.form))
  }

  dirty() {
    return this.words() !== this.kept
  }

  // Leaving is only questioned when the save that leaving itself makes could not carry the words.
  wouldLose() {
    if (this.sent || !this.dirty()) return false
    const overtaken = this.sending && this.sending !== this.words()
    return Boolean(this.failures || this.stopped || overtaken || this.words().length > KEEPALIVE_LIMIT)
  }

  soon(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), delay)
  }

  // The form itself goes to the server now, and carries every word with it.
  submitting() {
    clearTimeout(this.timer)
    this.sent = true
  }

  async save() {
    if (this.stopped || this.sent || this.sending || !this.dirty()) return
    clearTimeout(this.timer)
    this.sending = this.words()
    try {
      if (this.out) await renewTokens()
      await this.answer(await this.post(this.sending))
    } catch {
      this.tryLater()
    }
    this.sending = ''
    // Typed meanwhile: another round.
    if (!this.failures && this.dirty()) this.soon(PAUSE)
  }

  post(words) {
    const body = JSON.stringify({ ...this.facts, data: JSON.parse(words) })
    const token = this.form.elements.namedItem('csrfmiddlewaretoken')
    return fetch(this.url, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      keepalive: body.length < KEEPALIVE_LIMIT,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token ? token.value : '' },
      body
    })
  }

  async answer(response) {
    if (response.ok) return this.saved(await response.json())
    if (response.status === 409) return this.conflict(await response.json())
    // A redirect is the sign-in page: the session has ended.
    if ([401, 403].includes(response.status) || response.type === 'opaqueredirect') return this.signedOut()
    if (response.status < 500) return this.refused(await response.json())
    throw new Error(String(response.status))
  }

  saved({ version, saved_at: at, warning }) {
    this.facts.version = version
    this.kept = this.sending
    this.failures = 0
    this.out = false
    const field = this.form.elements.namedItem('draft_version')
    if (field) field.value = version
    this.say('saved', `Saved ${at}${warning ? `. ${warning}` : ''}`)
  }

  tryLater() {
    this.say('waiting', 'Not saved: we will keep trying. Your words are still on this page.')
    this.soon(RETRY[Math.min(this.failures, RETRY.length - 1)])
    this.failures += 1
  }

  // A rule said no, so trying the same words again is no use: the next change tries again.
  refused({ message }) {
    this.failures += 1
    this.say('waiting', `Not saved: ${message || 'the server would not take it.'}`)
  }

  conflict({ message, url }) {
    this.stopped = true
    const link = url && { url, words: 'Compare both versions' }
    this.say('conflict', message || 'Somebody else changed this since you opened it. Nothing was overwritten.', link)
  }

  signedOut() {
    const link = { url: this.form.dataset.signIn || '/', words: 'Sign in again in another tab' }
    this.say('signed-out', 'Not saved: you have been signed out. Your words are kept on this page.', link, ' and come back.')
    this.out = true
    this.failures += 1
    this.soon(RETRY[1])
  }

  say(state, words, link, after = '') {
    this.status.dataset.state = state
    this.status.textContent = words
    if (!link) return
    const a = document.createElement('a')
    Object.assign(a, { href: link.url, textContent: link.words, target: '_blank', rel: 'noopener' })
    this.status.append(' ', a, after)
  }
}

export function autosaveAll(scope) {
  scope.querySelectorAll('form[data-autosave]:not([data-autosaving])').forEach((form) => {
    form.dataset.autosaving = 'yes'
    // The instance lives as long as its listeners do.
    new Autosave(form)
  })
}
