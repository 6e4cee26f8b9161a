import type { Api, Operation } from '../model/index.ts';
import { type DataFlags, dataOptions } from './command.ts';
import { type Output, plain } from './output.ts';

/** Operations that are looked at for one that is easily tried. */
const candidates = 50;

/** A command that shows an answer when it is pasted into a shell. */
export async function announceTry(
  api: Api,
  { url, isShown }: { url: string; isShown: boolean },
  flags: DataFlags,
  output: Output,
): Promise<void> {
  const [{ sampleRequest }, { toCurl }, { StandinError }] = await Promise.all([
    import('../mock/index.ts'),
    import('../http/index.ts'),
    import('../errors.ts'),
  ]);
  for (const operation of easiest(api)) {
    try {
      const request = await sampleRequest(operation, { ...dataOptions(flags), origin: url });
      if (isShown) output.print(`\nTry: ${output.paint.bold(plain(await toCurl(request)))}\n`);
      return;
    } catch (error) {
      // No valid request can be made for this one, which is for check to say.
      if (!(error instanceof StandinError)) throw error;
    }
  }
  if (isShown) output.print('');
}

/** Some operations, those first that need least. */
function easiest({ operations }: Api): Operation[] {
  const effort = ({ method, path, parameters, requestBody }: Operation) =>
    (method === 'GET' ? 0 : 100) +
    (requestBody?.required ? 50 : 0) +
    (path.includes('{') ? 10 : 0) +
    parameters.filter(({ required }) => required).length;
  const gets = operations.filter(({ method }) => method === 'GET');
  return (gets.length > 0 ? gets : operations)
    .slice(0, candidates)
    .map((operation) => ({ operation, effort: effort(operation) }))
    .sort((left, right) => left.effort - right.effort)
    .slice(0, 3)
    .map(({ operation }) => operation);
}
