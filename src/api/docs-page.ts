import { PROBLEMS } from './errors.ts';
import type { OpenApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';
import { escapeHtml, page } from './page.ts';

const ACCESS: Record<Operation['access']['kind'], (operation: Operation) => string> = {
  public: () => 'open to all',
  token: () => 'intake token',
  person: () => 'session',
  anywhere: ({ access }) => `session, right to ${access.kind === 'anywhere' ? access.permissions.join(' or ') : ''}`,
  brand: ({ access }) => `session, right to ${access.kind === 'brand' ? access.permission : ''} for the brand`,
};

/** The API for people: no script, no host but this one. */
export function docsPage(operations: readonly Operation[], document: OpenApiDocument): string {
  const tags = [...new Set(operations.map((operation) => operation.tag))];
  const sections = tags.map((tag) => {
    const own = operations.filter((operation) => operation.tag === tag);
    return `<h2>${escapeHtml(tag)}</h2>\n${own.map((operation) => operationHtml(operation, document)).join('\n')}`;
  });
  return page(
    'The API of Rebond',
    `<p>${escapeHtml(document.info.description ?? '')}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${sections.join('\n')}
<h2>Nouns</h2>
${nouns(document)}
<h2>Problems</h2>
<table>${Object.entries(PROBLEMS).map(problemRow).join('\n')}</table>`,
  );
}

function operationHtml(operation: Operation, document: OpenApiDocument): string {
  const described = document.paths?.[operation.path]?.[operation.method];
  const answers = Object.entries(described?.responses ?? {})
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([status, answer]) => `<tr><th>${status}</th><td>${escapeHtml(descriptionOf(answer))}</td></tr>`);
  return `<section id="${escapeHtml(operation.id)}">
<h3><span class="method">${operation.method.toUpperCase()}</span> <code>${escapeHtml(operation.path)}</code></h3>
<p>${escapeHtml(operation.summary)} <span class="quiet">(${escapeHtml(ACCESS[operation.access.kind](operation))})</span></p>
${operation.description ? `<p>${escapeHtml(operation.description)}</p>` : ''}
<details><summary>Request and answers</summary>
${schemaHtml('Parameters', described?.parameters)}${schemaHtml('Body', described?.requestBody)}
<table>${answers.join('\n')}</table>
${schemaHtml('Answer', described?.responses?.['200'])}
</details>
</section>`;
}

function nouns(document: OpenApiDocument): string {
  return Object.entries(document.components?.schemas ?? {})
    .map(([name, schema]) => `<details><summary>${escapeHtml(name)}</summary>${schemaHtml('', schema)}</details>`)
    .join('\n');
}

function schemaHtml(title: string, value: unknown): string {
  if (value === undefined) return '';
  const heading = title ? `<h4>${title}</h4>` : '';
  return `${heading}<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>\n`;
}

const problemRow = ([code, [status, title]]: [string, readonly [number, string]]) =>
  `<tr id="problem/${code}"><th>${String(status)}</th><td><code>${code}</code></td><td>${escapeHtml(title)}</td></tr>`;

const descriptionOf = (answer: unknown) =>
  typeof answer === 'object' && answer && 'description' in answer ? String(answer.description) : '';
