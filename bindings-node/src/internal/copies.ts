/** Several copies of this package in one process: npm installs them where versions differ, and test runners load more. */

/**
 * Lets `instanceof` take for an instance of a class also what is one of the same class in another copy.
 *
 * @param classes By the names that they have in every copy, whatever a bundler calls them.
 */
export function knowInEveryCopy(classes: Readonly<Record<string, { readonly prototype: object }>>): void {
  for (const [name, ours] of Object.entries(classes)) {
    const mark = Symbol.for(`xwsse.${name}`);
    Object.defineProperty(ours.prototype, mark, { value: true });
    Object.defineProperty(ours, Symbol.hasInstance, {
      value(this: unknown, object: unknown): boolean {
        // A class that somebody derives inherits this function, and is a class like any other.
        if (this !== ours) return Function.prototype[Symbol.hasInstance].call(this as () => void, object);
        return typeof object === 'object' && object !== null && mark in object;
      },
    });
  }
}
