const signs = { 빼: '-', 더하: '+', 곱하: '*', 나누: '/' };

/**
 * Simple sums, worked out here: "what is 12 * (3 + 4)?", "15% of 80", "12 곱하기 3은?". Null when the text is
 * not only a sum.
 */
export function arithmetic(request: string): { expression: string; value: number } | null {
  const text = request
    .toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(
      /^(?:hey |please )?(?:what(?:'?s| is)|how much is|calculate|compute|work out|solve|계산해\s*(?:줘|주세요)[:,]?)\s*/u,
      '',
    )
    .replace(
      /\s*(?:은|는|이|를|을)?\s*(?:하면|면)?\s*(?:얼마(?:야|예요|인가요|지|입니까|니)?|몇(?:이야|인가요|이지|입니까)?|계산해?\s*(?:줘|주세요|해)?)?\s*[?!.=\s]*$/u,
      '',
    )
    .replace(/(\d+(?:\.\d+)?)\s*(?:%|percent|퍼센트)\s*of\s*/g, '$1 / 100 * ')
    .replace(/(\d+(?:\.\d+)?)\s*의\s*(\d+(?:\.\d+)?)\s*(?:%|퍼센트|프로)/g, '$1 * $2 / 100')
    .replace(
      /(\d+(?:\.\d+)?)\s*(?:에서|에)\s*(\d+(?:\.\d+)?)\s*(?:을|를)?\s*(빼|더하|곱하|나누)[가-힣]*/g,
      (_, a, b, how) => `${a} ${signs[how as keyof typeof signs]} ${b}`,
    )
    .replace(/(\d+(?:\.\d+)?)\s*(?:을|를)\s*(\d+(?:\.\d+)?)\s*(?:로|으로)\s*나누[가-힣]*/g, '$1 / $2')
    .replace(/\b(?:times|multiplied by|x)\b|곱하기|×/g, '*')
    .replace(/\b(?:plus|and)\b|더하기/g, '+')
    .replace(/\bminus\b|빼기|−/g, '-')
    .replace(/\bdivided by\b|나누기|÷/g, '/')
    .replace(/\b(?:to the power of)\b|\*\*/g, '^')
    .replace(/(\d+(?:\.\d+)?)\s*의\s*(\d+)\s*(?:제곱|승)/g, '$1 ^ $2')
    .replace(/(\d+(?:\.\d+)?)\s*의\s*제곱근|\b(?:the )?square root of (\d+(?:\.\d+)?)/g, '$1$2 ^ 0.5')
    .replace(/(\d+(?:\.\d+)?)\s*의\s*제곱/g, '$1 ^ 2')
    .trim();
  if (!/^[\d\s.+\-*/^()%]+$/.test(text) || !/\d\s*[+\-*/^%]\s*[-(\d]/.test(text)) return null;
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return null;
  const value = evaluate(text);
  return value === null ? null : { expression: text.replace(/\s+/g, ' '), value };
}

/** Recursive descent over + - * / % ^ and parentheses; null on anything else. */
function evaluate(text: string): number | null {
  const tokens = text.match(/\d+(?:\.\d+)?|[+\-*/^()%]/g) ?? [];
  let position = 0;
  const take = (wanted: string) => tokens[position] === wanted && ++position > 0;
  const factor = (): number => {
    if (take('-')) return -factor();
    const base = primary();
    return take('^') ? base ** factor() : base;
  };
  const primary = (): number => {
    if (take('(')) {
      const inner = sum();
      return take(')') ? inner : Number.NaN;
    }
    const token = tokens[position++];
    return token !== undefined && /^\d/.test(token) ? Number(token) : Number.NaN;
  };
  const product = (): number => {
    let value = factor();
    for (;;) {
      if (take('*')) value *= factor();
      else if (take('/')) value /= factor();
      else if (take('%')) value %= factor();
      else return value;
    }
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (take('+')) value += product();
      else if (take('-')) value -= product();
      else return value;
    }
  };
  const value = sum();
  if (position !== tokens.length || !Number.isFinite(value)) return null;
  return Number(value.toPrecision(12));
}
