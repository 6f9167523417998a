/**
 * What the canvas shows below a node's name. Made from the values, so that a new operation needs no line here:
 * `getMany` reads `Get Many`, and behind a resource `Event: Get Many`.
 */
const AS_WORDS = '.replace(/[A-Z]/g, " $&").replace(/^./, (first) => first.toUpperCase())';

export const OPERATION_SUBTITLE = `={{ $parameter["operation"]${AS_WORDS} }}`;
export const RESOURCE_SUBTITLE = `={{ [$parameter["resource"], $parameter["operation"]].map((word) => word${AS_WORDS}).join(": ") }}`;
