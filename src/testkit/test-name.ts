type TestName = () => string | undefined;

let current: TestName = () => undefined;

/** How the running test is called, by the runner whose entry was imported. */
export function setTestName(name: TestName): void {
  current = name;
}

/** Undefined outside of tests, and where no entry of a runner was imported. */
export function testName(): string | undefined {
  return current();
}
