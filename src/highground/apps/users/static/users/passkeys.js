/* Passkeys: show their buttons where they can work, and say so where one was not used. */
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  for (const button of document.querySelectorAll('[data-needs-script]')) button.hidden = false
})
document.addEventListener('allauth.error', (event) => {
  const notice = document.getElementById('passkey-fault')
  if (!notice) return
  event.preventDefault()
  notice.hidden = false
})
