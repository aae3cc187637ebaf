/** How `console.log` shows an object of ours: what it is, and nothing that is secret. */

import { inspect, type InspectOptions } from 'node:util';

export function inspected(object: object, fields: object, options: InspectOptions): string {
  return `${object.constructor.name} ${inspect(fields, options)}`;
}
