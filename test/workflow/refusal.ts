import { expect } from 'vitest';
import { arazzo, load } from './flow.ts';

export const a = { stepId: 'a', operationId: 'listPets' };
export const flow = (...steps: object[]) => arazzo({ workflows: [{ workflowId: 'main', steps }] });

/** What is said of a document, with its pointer. */
export async function refusal(document: object | string, files?: Record<string, object>): Promise<string[]> {
  try {
    await load(document, files);
    return [];
  } catch (error) {
    const { message } = error as Error;
    expect(message).toMatch(
      /^Failed to read the workflows of flows\.arazzo\.json: .* wrong\. Correct the file\./,
    );
    return message
      .split('\n  ')
      .slice(1)
      .map((line) => {
        expect(line).toMatch(/^flows\.arazzo\.json:\d+:\d+( #|:)/);
        return line.replace(/^flows\.arazzo\.json:\d+:\d+ ?/, '').replace(/^:/, '#:');
      });
  }
}
