import { describe, expect, test } from 'vitest';
import { arazzo, load } from './flow.ts';
import { a, flow, refusal } from './refusal.ts';

describe('what cannot be is told with its line', () => {
  const at = '#/workflows/0/steps/0';
  test.each<[string, object, string[], Record<string, object>?]>([
    [
      'a version that is not known',
      { arazzo: '2.0.0' },
      ['#/arazzo: "2.0.0" is no version that is known: 1.0 and 1.1 are.'],
    ],
    [
      'no Arazzo document at all',
      { openapi: '3.1.0' },
      ['#: It is no Arazzo document: the field arazzo is missing.'],
    ],
    [
      'a field that there is not',
      flow({ ...a, retries: 3 }),
      [`${at}/retries: There is no field retries here.`],
    ],
    [
      'a field of the wrong kind',
      flow({ ...a, description: 3 }),
      [`${at}/description: It must be text, and is a number.`],
    ],
    [
      'a step without a call',
      flow({ stepId: 'a' }),
      [`${at}: One of operationId, operationPath, workflowId, channelPath must be there.`],
    ],
    [
      'a step with two calls',
      flow({ ...a, workflowId: 'main' }),
      [`${at}: Only one of operationId, workflowId can be there.`],
    ],
    [
      'an operation that there is not',
      flow({ stepId: 'a', operationId: 'listPet' }),
      [`${at}/operationId: No source has an operation listPet. Is listPets meant?`],
    ],
    [
      'an operation that a source does not have',
      flow({ stepId: 'a', operationId: '$sourceDescriptions.pets.nothing' }),
      [`${at}/operationId: The source pets has no operation nothing.`],
    ],
    [
      'a source that there is not',
      flow({ stepId: 'a', operationId: '$sourceDescriptions.pet.listPets' }),
      [`${at}/operationId: There is no source pet. Is pets meant?`],
    ],
    [
      'a path of nothing',
      flow({ stepId: 'a', operationPath: '{$sourceDescriptions.pets.url}#/paths/~1pets/patch' }),
      [`${at}/operationPath: The source pets has no operation at /paths/~1pets/patch.`],
    ],
    [
      'a path without a source',
      flow({ stepId: 'a', operationPath: '/pets' }),
      [
        `${at}/operationPath: "/pets" does not name an operation. Write '{$sourceDescriptions.NAME.url}#/paths/~1users/get'.`,
      ],
    ],
    [
      'a workflow that there is not',
      flow({ stepId: 'a', workflowId: 'mian' }),
      [`${at}/workflowId: There is no workflow mian. Is main meant?`],
    ],
  ])('%s', async (_, document, messages, files) => {
    expect(await refusal(document, files)).toEqual(messages);
  });

  test('in YAML the line is that of the text', async () => {
    const yaml = [
      'arazzo: 1.0.1',
      'info: { title: t, version: "1" }',
      'sourceDescriptions:',
      '  - { name: pets, url: pets.json, type: openapi }',
      'workflows:',
      '  - workflowId: main',
      '    steps:',
      '      - stepId: a',
      '        operationId: listDogs',
    ].join('\n');
    await expect(load(yaml)).rejects.toThrow('flows.arazzo.json:9:9 #/workflows/0/steps/0/operationId');
  });

  test('names that objects have by themselves are names of nothing', async () => {
    const document = flow({ ...a, outputs: { x: '$steps.__proto__.outputs.constructor' } });
    expect(await refusal(document)).toEqual([`${at}/outputs/x: There is no step __proto__.`]);
  });

  test('files that refer to each other are read once each', async () => {
    const other = arazzo({
      sourceDescriptions: [
        { name: 'pets', url: 'pets.json', type: 'openapi' },
        { name: 'back', url: 'flows.arazzo.json', type: 'arazzo' },
      ],
      workflows: [{ workflowId: 'theirs', steps: [a] }],
    });
    const mine = arazzo({
      sourceDescriptions: [
        { name: 'pets', url: 'pets.json', type: 'openapi' },
        { name: 'other', url: 'other.arazzo.json' },
      ],
      workflows: [
        { workflowId: 'main', steps: [{ stepId: 'a', workflowId: '$sourceDescriptions.other.theirs' }] },
      ],
    });
    const set = await load(mine, { 'other.arazzo.json': other });
    expect(set.others.get('other')?.others.get('back')).toBe(set);
  });
});
