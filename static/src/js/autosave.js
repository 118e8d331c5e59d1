// A form marked data-autosave keeps what is typed on the server: two seconds after typing stops, and at once when its
// field or the page is left. Words live in the page's memory and on the server only, never in the browser's storage:
// desks are shared.
//
//   <form data-autosave="/drafts/save/" data-draft-key="assessment-17" data-draft-version="3">
//     … <p class="bep-saved" data-saved role="status"></p>
//
// POST {key, version, data}  →  200 {version, saved_at}  or  409 {message, url}  or  401/403 when the session has ended.
const PAUSE = 2000
const RETRY = [5000, 15000, 30000, 60000]
const IGNORED = new Set(['csrfmiddlewaretoken'])
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

class Autosave {
  constructor(form) {
    this.form = form
    this.url = form.dataset.autosave
    this.version = Number(form.dataset.draftVersion || 0)
    this.kept = JSON.stringify(readForm(form))
    this.failures = 0
    this.stopped = false
    this.status = form.querySelector('[data-saved]') || this.addStatus()
    this.listen()
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
    document.addEventListener('visibilitychange', () => document.hidden && this.save({ leaving: true }))
    window.addEventListener('pagehide', () => this.save({ leaving: true }))
    window.addEventListener('online', () => this.save())
    window.addEventListener('beforeunload', (event) => {
      if (this.dirty() && !this.sent) event.preventDefault()
    })
  }

  dirty() {
    return JSON.stringify(readForm(this.form)) !== this.kept
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

  async save({ leaving = false } = {}) {
    if (this.stopped || this.sent || this.saving || !this.dirty()) return
    clearTimeout(this.timer)
    const data = readForm(this.form)
    this.saving = true
    try {
      await this.answer(await this.post(data, leaving), data)
    } catch {
      this.tryLater()
    } finally {
      this.saving = false
    }
    // Typed meanwhile: another round.
    if (!this.failures && this.dirty()) this.soon(PAUSE)
  }

  post(data, leaving) {
    const body = JSON.stringify({ key: this.form.dataset.draftKey, version: this.version, data })
    const token = this.form.querySelector('[name=csrfmiddlewaretoken]')
    return fetch(this.url, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      keepalive: leaving && body.length < KEEPALIVE_LIMIT,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token ? token.value : '' },
      body
    })
  }

  async answer(response, data) {
    if (response.ok) return this.saved(await response.json(), data)
    if (response.status === 409) return this.conflict(await response.json())
    // A redirect is the sign-in page: the session has ended.
    if ([401, 403].includes(response.status) || response.type === 'opaqueredirect') return this.signedOut()
    throw new Error(String(response.status))
  }

  saved({ version, saved_at: at }, data) {
    this.version = version
    this.kept = JSON.stringify(data)
    this.failures = 0
    const field = this.form.elements.namedItem('draft_version')
    if (field) field.value = version
    this.say('saved', `Saved ${at}`)
  }

  tryLater() {
    this.say('waiting', 'Not saved: we will keep trying. Your words are still on this page.')
    this.soon(RETRY[Math.min(this.failures, RETRY.length - 1)])
    this.failures += 1
  }

  conflict({ message, url }) {
    this.stopped = true
    this.say('conflict', message || 'Somebody else changed this since you opened it. Nothing was overwritten. ', url && {
      url, words: 'Compare both versions'
    })
  }

  signedOut() {
    this.say('signed-out', 'Not saved: you have been signed out. Your words are kept on this page. ', {
      url: this.form.dataset.signIn || '/', words: 'Sign in again in another tab'
    }, ' and come back here.')
    this.soon(RETRY[1])
  }

  say(state, words, link, after = '') {
    this.status.dataset.state = state
    this.status.textContent = words + (link && !words.endsWith(' ') ? ' ' : '')
    if (!link) return
    const a = document.createElement('a')
    Object.assign(a, { href: link.url, textContent: link.words, target: '_blank', rel: 'noopener' })
    this.status.append(a, after)
  }
}

export function autosaveAll(scope) {
  scope.querySelectorAll('form[data-autosave]:not([data-autosaving])').forEach((form) => {
    form.dataset.autosaving = 'yes'
    // The instance lives as long as its listeners do.
    new Autosave(form)
  })
}
