import { ensureBrowserImage } from '../../sandbox/browser/image.ts';
import { connectDocker } from '../../sandbox/engine/engine.ts';
import { ensureImage } from '../../sandbox/image/build.ts';
import { ParleyError } from '../../src/errors.ts';
import { browserImage } from '../../src/tools/config.ts';
import { SetupProblem, tell } from './problem.mjs';
import { showing } from './progress.mjs';

/** Makes the images that the tests use, as `npm start` would. */
const tag = 'parley-sandbox:1';
try {
  await showing(`Sandbox image ${tag}`, (note) =>
    ensureImage({ docker: connectDocker(), tag, signal: AbortSignal.timeout(10 * 60_000), progress: note }),
  );
  await showing(`Browser image ${browserImage}`, (note) =>
    ensureBrowserImage({ docker: connectDocker(), signal: AbortSignal.timeout(5 * 60_000), progress: note }),
  );
} catch (error) {
  tell(error instanceof ParleyError ? new SetupProblem(error.message, error.fix) : error);
  process.exitCode = 1;
}
