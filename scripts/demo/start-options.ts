/** What `npm start` was asked for. */
export interface StartOptions {
  /** Run the demo in a folder of its own, judge it, and end: 0 only when every lead got where it should. */
  readonly smoke: boolean;
  /** First of three ports: n8n, its task broker, the demo's stand-in for Stripe. */
  readonly port: number;
}

const DEFAULT_PORT = 5678;

/** Reads `--smoke` and `--port N`; anything else is refused with the list of what there is. */
export function startOptions(args: readonly string[]): StartOptions {
  const rest = [...args];
  let smoke = false;
  let port = DEFAULT_PORT;
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg === '--smoke') smoke = true;
    else if (arg === '--port') port = portFrom(rest.shift());
    else throw new Error(`npm start does not know "${arg}"; it knows --smoke and --port N.`);
  }
  return { smoke, port };
}

function portFrom(text: string | undefined): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_000) return port;
  throw new Error(`--port needs a number from 1024 to 65000, not "${text ?? ''}".`);
}
