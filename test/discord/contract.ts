import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Schema = { readonly [key: string]: unknown };
type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
};
type Spec = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Record<string, Schema> };
};

/** What the documentation says more strictly than the specification does. */
const stricter: Readonly<Record<string, Schema>> = {
  // The specification's `anyOf` would let through names that Discord refuses.
  execute_webhook: { $ref: '#/components/schemas/IncomingWebhookRequestPartial' },
  create_message: {
    allOf: [
      { $ref: '#/components/schemas/MessageCreateRequest' },
      { properties: { content: { type: ['string', 'null'], maxLength: 2000 }, nonce: { maxLength: 25 } } },
    ],
  },
};

export type Route = {
  readonly method: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
};

export type Contract = {
  /** The documented operation that a request is meant for. */
  route(method: string, path: string): Route | null;
  /** What is wrong with a request by Discord's own description of it; empty when nothing is. */
  check(route: Route, query: URLSearchParams, body: unknown): string[];
};

/** Discord's OpenAPI description, as far as Parley uses it, as a judge of requests. */
export function readContract(): Contract {
  const spec = JSON.parse(readFileSync(new URL('spec/openapi.json', import.meta.url), 'utf8')) as Spec;
  for (const [name, schema] of Object.entries(spec.components.schemas)) if (ownWords.test(name)) close(schema);
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: false, verbose: true }));
  // Bounds of 32 and 64 bits are JavaScript's business.
  for (const format of ['int32', 'int64', 'snowflake', 'nonce']) ajv.addFormat(format, true);
  ajv.addSchema(spec, 'discord');
  const compiled = new Map<string, ValidateFunction>();
  const validator = (key: string, schema: Schema) => {
    const known = compiled.get(key) ?? ajv.compile(absolute(schema));
    compiled.set(key, known);
    return known;
  };
  const routes = Object.entries(spec.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), template, pattern: patternOf(template) })),
  );
  // `@me` and `@original` before what would match them as well.
  routes.sort((a, b) => a.template.split('{').length - b.template.split('{').length);

  return {
    route(method, path) {
      for (const it of routes) {
        const found = it.method === method ? it.pattern.exec(path) : null;
        if (found) return { method, template: it.template, params: decoded(found.groups ?? {}) };
      }
      return null;
    },
    check({ method, template }, query, body) {
      const operation = spec.paths[template]?.[method.toLowerCase()];
      if (!operation) return [`${method} ${template} is not described`];
      const problems: string[] = [];
      for (const name of query.keys())
        if (!operation.parameters?.some((it) => it.name === name)) problems.push(`unknown query parameter ${name}`);
      const wanted = stricter[operation.operationId] ?? operation.requestBody?.content['application/json'].schema;
      if (!wanted) return body === undefined ? problems : [...problems, 'no body is expected'];
      const validate = validator(operation.operationId, wanted);
      if (!validate(body ?? {}))
        problems.push(
          ...(validate.errors ?? []).map(
            (it) => `${it.instancePath || 'body'} ${it.message} (${JSON.stringify(it.params)})`,
          ),
        );
      return problems;
    },
  };
}

/** Bodies that Parley writes itself; discord.js adds a harmless property to some of its own. */
const ownWords =
  /^(MessageCreateRequest|IncomingWebhookRequestPartial|RichEmbed|ActionRow|ButtonComponent|MessageAllowedMentions)/;

/** Properties that the description does not know are mistakes. */
function close(schema: Schema): void {
  const open = schema as { properties?: object; additionalProperties?: unknown };
  if (open.properties && !('allOf' in schema) && open.additionalProperties === undefined)
    open.additionalProperties = false;
}

function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"discord#/'));
}

function patternOf(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+)`);
  return new RegExp(`^${source}$`);
}

function decoded(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));
}
