export type Query = Record<string, string | number | boolean | object>;

/** Requests to a running host as a signed-in person; every answer is the `data` of its body. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  get<Answer>(action: string, query: Query = {}): Promise<Answer> {
    const parameters = Object.entries(query).map(([name, value]) => {
      return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
    });
    return this.request<Answer>(`${action}?${new URLSearchParams(parameters).toString()}`, {});
  }

  post<Answer>(action: string, values: object = {}): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json' };
    return this.request<Answer>(action, { method: 'POST', headers, body: JSON.stringify(values) });
  }

  private async request<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.token}`, 'X-Authenticator': 'basic' };
    const answer = await fetch(`${this.url}/api/${path}`, { ...init, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${text.slice(0, 500)}`);
    return (JSON.parse(text) as { data: Answer }).data;
  }
}
