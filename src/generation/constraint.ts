/** Everything that must hold for a string, of all schemas that apply to it. */
export interface StringConstraint {
  /** In code points. */
  readonly minLength: number;
  /** In code points; Infinity where nothing is said. */
  readonly maxLength: number;
  readonly patterns: readonly string[];
  readonly notPatterns: readonly string[];
  /** Registered and unknown ones; an unknown one demands nothing. */
  readonly formats: readonly string[];
  readonly contentEncoding: string | undefined;
  readonly contentMediaType: string | undefined;
}

/** Everything that must hold for a number. */
export interface NumberConstraint {
  readonly integer: boolean;
  /** -Infinity where nothing is said. */
  readonly minimum: number;
  readonly exclusiveMinimum: number;
  /** Infinity where nothing is said. */
  readonly maximum: number;
  readonly exclusiveMaximum: number;
  readonly multipleOf: readonly number[];
  readonly formats: readonly string[];
}

/** What a value is about: what its name and its surroundings say. */
export interface Subject {
  /** The property's name as written (`first_name`); of an array's item, the array's name; of a parameter, its own. */
  readonly name: string | undefined;
  /** Of the object that holds it: its component's name (`User`), else the property that holds it, else a path segment. */
  readonly owner: string | undefined;
  /** Is the value an item of the array called `name`? */
  readonly item: boolean;
  readonly title: string | undefined;
  readonly description: string | undefined;
}
