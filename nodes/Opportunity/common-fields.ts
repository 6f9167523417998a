import type { INodeProperties } from 'n8n-workflow';

/** When a field is shown: the resource and operation it belongs to. */
export interface Shown {
  readonly resource: string;
  readonly operation: string;
}

export function shownFor({ resource, operation }: Shown): INodeProperties['displayOptions'] {
  return { show: { resource: [resource], operation: [operation] } };
}

export function opportunityIdField(shown: Shown): INodeProperties {
  return {
    displayName: 'Opportunity ID',
    name: 'opportunityId',
    type: 'string',
    required: true,
    default: '={{ $json.opportunity_id }}',
    placeholder: 'e.g. 0198c5d2-7a10-7f3e-9d0c-2f5a1b6c7d8e',
    description: 'ID of the opportunity. The default takes it from the previous node or from a Sales OS event.',
    displayOptions: shownFor(shown),
  };
}

export function actingUserField(shown: Shown): INodeProperties {
  return {
    displayName: 'Acting User ID',
    name: 'actingUserId',
    type: 'string',
    default: '={{ $json.acting_user_id }}',
    placeholder: 'e.g. ana',
    description: "Who does it: the person's ID in the users of the firm settings, whose role is checked. Leave empty only for what a workflow may do by itself.",
    displayOptions: shownFor(shown),
  };
}

/** A text field that a form fills through an expression of the same name. */
export function textField(shown: Shown, field: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>, key: string): INodeProperties {
  return { type: 'string', default: `={{ $json.${key} }}`, displayOptions: shownFor(shown), ...field };
}

/** A choice that a form may fill too. */
export function choiceField(shown: Shown, field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'options'> & Partial<INodeProperties>, key: string): INodeProperties {
  return { type: 'options', default: `={{ $json.${key} }}`, displayOptions: shownFor(shown), ...field };
}

/** Yes, no or not asked: missing is not negative. */
export function yesNoField(shown: Shown, field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>, key: string): INodeProperties {
  const options = [
    { name: 'No', value: 'no' },
    { name: 'Not Asked', value: '' },
    { name: 'Yes', value: 'yes' },
  ];
  return choiceField(shown, { ...field, options }, key);
}

/** The optional fields of an operation. */
export function optionsField(shown: Shown, options: INodeProperties[]): INodeProperties {
  return { displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add option', default: {}, options, displayOptions: shownFor(shown) };
}
