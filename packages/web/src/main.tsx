import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { activateLocale, preferredLocale } from './app/locale.ts'
import './ui/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await activateLocale(preferredLocale())
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
