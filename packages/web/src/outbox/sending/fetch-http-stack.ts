import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import type { SenderPorts } from './ports.ts'

/**
 * tus-js-client's transport on `fetch`: its own one is XMLHttpRequest, which a service worker does not have.
 * Progress comes with every acknowledged piece, so there is none within a request.
 */
export function fetchHttpStack(ports: SenderPorts): HttpStack {
  return {
    createRequest: (method, url) => new FetchRequest(method, url, ports),
    getName: () => 'fetch',
  }
}

class FetchRequest implements HttpRequest {
  readonly #method: string
  readonly #url: string
  readonly #ports: SenderPorts
  readonly #headers = new Headers()
  readonly #stop = new AbortController()

  constructor(method: string, url: string, ports: SenderPorts) {
    this.#method = method
    this.#url = url
    this.#ports = ports
  }

  getMethod(): string {
    return this.#method
  }

  getURL(): string {
    return this.#url
  }

  setHeader(header: string, value: string): void {
    this.#headers.set(header, value)
  }

  getHeader(header: string): string | undefined {
    return this.#headers.get(header) ?? undefined
  }

  setProgressHandler(): void {}

  async send(body: Blob | null): Promise<HttpResponse> {
    const timer = setTimeout(() => this.#stop.abort(), this.#ports.photoTimeoutMs)
    try {
      const response = await this.#ports.fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        body,
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: this.#stop.signal,
      })
      const text = await response.text()
      return {
        getStatus: () => response.status,
        getHeader: (header) => response.headers.get(header) ?? undefined,
        getBody: () => text,
        getUnderlyingObject: () => response,
      }
    } finally {
      clearTimeout(timer)
    }
  }

  async abort(): Promise<void> {
    this.#stop.abort()
  }

  getUnderlyingObject(): undefined {
    return undefined
  }
}
