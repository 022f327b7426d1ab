import methods from './spec/methods.json' with { type: 'json' };

type Argument = { readonly required: boolean; readonly type: string | null };
type Method = {
  readonly args: Readonly<Record<string, Argument>>;
  readonly scopes: readonly string[];
  readonly errors: readonly string[];
};

const known: Readonly<Record<string, Method>> = methods;

/** Arguments that every method takes. */
const everywhere = new Set(['token', 'team_id']);

export function scopesOf(method: string): readonly string[] {
  return known[method]?.scopes ?? [];
}

export function isDescribed(method: string): boolean {
  return known[method] !== undefined;
}

/** What is wrong with a call by Slack's own description of the method; empty when nothing is. */
export function checkCall(method: string, args: Readonly<Record<string, string>>): string[] {
  const description = known[method];
  if (!description) return [`${method} is not among the methods that Parley is known to use`];
  const problems: string[] = [];
  for (const [name, { required }] of Object.entries(description.args))
    if (required && !args[name]) problems.push(`${method} needs ${name}`);
  for (const [name, value] of Object.entries(args)) {
    if (everywhere.has(name)) continue;
    const argument = description.args[name];
    if (!argument) problems.push(`${method} takes no ${name}`);
    else if (!fits(value, argument.type))
      problems.push(`${method}: ${name} must be ${argument.type}, not ${value.slice(0, 40)}`);
  }
  return problems;
}

function fits(value: string, type: string | null): boolean {
  if (type === 'boolean') return value === 'true' || value === 'false';
  if (type === 'integer' || type === 'number') return /^\d+$/.test(value);
  if (type === 'array') return value.startsWith('[') && Array.isArray(JSON.parse(value));
  return true;
}
