const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows one piece of work as one line on stderr (stdout belongs to the command): with a spinner and the time
 * on a terminal, else a plain line when it begins and when it ends.
 * @template T
 * @param {string} name
 * @param {(note: (text: string) => void) => Promise<T>} work receives how to say what is going on
 * @returns {Promise<T>}
 */
export async function showing(name, work) {
  const screen = process.stderr;
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  let doing = '';
  let turn = 0;
  const draw = () => {
    const line = `${frames[turn++ % frames.length]} ${name}  ${elapsed()}  ${doing}`;
    screen.write(`\r\x1b[K${line.slice(0, (screen.columns || 80) - 1)}`);
  };
  const timer = screen.isTTY ? setInterval(draw, 100) : undefined;
  if (!screen.isTTY) screen.write(`… ${name}\n`);
  const end = (/** @type {string} */ mark) => {
    clearInterval(timer);
    screen.write(`${screen.isTTY ? '\r\x1b[K' : ''}${mark} ${name}  ${elapsed()}\n`);
  };
  try {
    const result = await work((text) => {
      doing = text;
    });
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}
