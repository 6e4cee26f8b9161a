/** The files of the user's project, injected: nothing outside of it is read, run or written. */
export interface Project {
  /**
   * The address of a file that a suite names, for whoever loads it: URLs as they are, paths as seen from the suite.
   * Throws StandinError `outside-project`.
   */
  locate(path: string, suite: string): Promise<string>;
  /** Undefined where there is none. */
  read(path: string, suite: string): Promise<string | undefined>;
  write(path: string, suite: string, text: string): Promise<void>;
  /** What a module exports. */
  load(path: string, suite: string): Promise<Readonly<Record<string, unknown>>>;
}
