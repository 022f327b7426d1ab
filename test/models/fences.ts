/** Reads a prompt as its instructions tell a model to: an independent reading of Parley's fences. */
export function readFences(prompt: string): {
  readonly blocks: readonly { readonly label: string; readonly content: string }[];
  /** The prompt with each block replaced by its label. */
  readonly outline: string;
} {
  const blocks: { label: string; content: string }[] = [];
  const outline: string[] = [];
  let open: { line: string; label: string; content: string[] } | null = null;
  for (const line of prompt.split(/\r\n?|\n|\u2028|\u2029|\u0085/)) {
    if (open) {
      // Anything that a lenient reader could take for the end counts as the end.
      if (line.trim().startsWith(open.line)) {
        blocks.push({ label: open.label, content: open.content.join('\n') });
        outline.push(`[${open.label}]`);
        open = null;
      } else open.content.push(line);
      continue;
    }
    const [, tildes, label] = /^(~{5,}) (.+)$/.exec(line) ?? [];
    if (tildes && label) open = { line: tildes, label, content: [] };
    else outline.push(line);
  }
  if (open) throw new Error(`the block “${open.label}” never ends`);
  return { blocks, outline: outline.join('\n') };
}
