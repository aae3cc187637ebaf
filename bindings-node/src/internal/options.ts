/** Options: known ones are read, and any other is refused by name, since a misspelt one would change nothing, silently. */

/** What became of the options of earlier versions. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['replayStore', 'replayStore is now called store'],
  ['ignoreUnknownParameters', "ignoreUnknownParameters is now a setting of the dialect: write dialect: 'penneo,unknown=ignore'"],
]);

/** @throws TypeError when these are not options, or hold one that is not known. */
export function checkOptions(options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`options must be an object, with ${known.join(', ')}`);
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw new TypeError(FORMER.get(name) ?? `unknown option ${name}; ${suggestion(name, known)}`);
  }
}

/** An option that is on or off. The text 'false' is neither. */
export function flag(value: unknown, name: string, byDefault: boolean): boolean {
  if (value === undefined) return byDefault;
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false`);
  return value;
}

/** Of all options, those with these names. */
export function pick<O extends object, K extends string>(options: O, names: readonly K[]): Pick<O, K & keyof O> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name as K))) as Pick<O, K & keyof O>;
}

/** The known name that was most likely meant: at most two characters off, whatever their case; or all of them. */
export function suggestion(name: string, known: readonly string[]): string {
  const distances = known.map((other) => distance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...distances);
  const nearest = known[distances.indexOf(least)]!;
  const isNear = least <= 2 && least < nearest.length / 2;
  return isNear ? `did you mean ${nearest}?` : `there are ${known.join(', ')}`;
}

/** How many characters must be inserted, deleted or replaced to make one text of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, character] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 0; column < other.length; column += 1) {
      const replaced = row[column]! + (other[column] === character ? 0 : 1);
      next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
