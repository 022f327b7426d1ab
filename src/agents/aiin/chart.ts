/**
 * An awk program that draws tab-separated lines, number first and label second, as horizontal bars in SVG.
 * @param columns their names, number first: the title
 */
export function barChart(columns: readonly string[]): string {
  const [value = '', label = ''] = columns.map((it) => it.replace(/[^\p{L}\p{N} _-]/gu, ''));
  const program = `
function safe(text) { gsub(/&/, "\\\\&amp;", text); gsub(/</, "\\\\&lt;", text); gsub(/>/, "\\\\&gt;", text); return text }
{ number[NR] = $1 + 0; shown[NR] = $1; name[NR] = $2; if (number[NR] > high) high = number[NR] }
END {
  printf "<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"720\\" height=\\"%d\\" font-family=\\"sans-serif\\" font-size=\\"14\\">\\n", 60 + NR * 28
  printf "<rect width=\\"100%%\\" height=\\"100%%\\" fill=\\"white\\"/>\\n<text x=\\"16\\" y=\\"28\\" font-size=\\"16\\">${value} / ${label}</text>\\n"
  for (i = 1; i <= NR; i++) {
    y = 44 + (i - 1) * 28
    wide = high > 0 && number[i] > 0 ? 400 * number[i] / high : 0
    printf "<text x=\\"200\\" y=\\"%d\\" text-anchor=\\"end\\">%s</text>", y + 15, safe(name[i])
    printf "<rect x=\\"208\\" y=\\"%d\\" width=\\"%.1f\\" height=\\"20\\" fill=\\"steelblue\\"/>", y, wide
    printf "<text x=\\"%.1f\\" y=\\"%d\\">%s</text>\\n", 214 + wide, y + 15, safe(shown[i])
  }
  print "</svg>"
}`;
  return `awk -F'\\t' '${program}'`;
}
