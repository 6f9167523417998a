import type { IAuthenticateGeneric, Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A model behind an OpenAI-compatible API that fills what the rules leave empty. Budget, threshold and prompt are in Firm Settings. */
export class SalesOsAiApi implements ICredentialType {
  name = 'salesOsAiApi';

  displayName = 'Sales OS AI API';

  icon: Icon = { light: 'file:salesOsAi.svg', dark: 'file:salesOsAi.dark.svg' };

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-sales-os';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      placeholder: 'e.g. sk-…',
      description: "A key of the model's provider, for OpenAI from platform.openai.com → API keys. Some servers of your own take any text.",
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: 'https://api.openai.com/v1',
      placeholder: 'e.g. https://api.openai.com/v1',
      description: 'OpenAI, or any server that speaks its chat completions API: Azure, Mistral, Ollama, vLLM. What leads write is sent there.',
    },
    {
      displayName: 'Model',
      name: 'model',
      type: 'string',
      required: true,
      default: 'gpt-4.1-mini',
      placeholder: 'e.g. gpt-4.1-mini',
      description: 'The model as the provider calls it. It is stored with every answer.',
    },
    {
      displayName: 'Answer Format',
      name: 'format',
      type: 'options',
      options: [
        { name: 'JSON Schema', value: 'schema', description: 'The provider holds the model to the schema' },
        { name: 'JSON Object', value: 'object', description: 'For servers that do not know schemas; the schema is told in words' },
      ],
      default: 'schema',
      description: 'Either way the answer is checked before anything of it is used',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
  };

  test: ICredentialTestRequest = {
    request: { baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}', url: '/models' },
  };
}
