// Types of People, written by `standin types`. Do not edit: run it again.

import type { Handlers as HandlersOf } from '../../../src/index.ts';

/** Functions of `fixtures/handlers.ts`, by operation. */
export type Handlers = HandlersOf<operations>;

export interface paths {
  "/users": {
    get: operations["listUsers"];
    post: operations["createUser"];
  };
  "/users/{id}": {
    get: operations["getUser"];
    delete: operations["deleteUser"];
  };
}

export interface operations {
  listUsers: {
    parameters: {
      query?: {
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** All users. */
      200: {
        headers: Record<string, never>;
        content: {
          "application/json": components["schemas"]["User"][];
        };
      };
    };
  };
  createUser: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["requests"]["NewUser"];
      };
    };
    responses: {
      /** The new user. */
      201: {
        headers: Record<string, never>;
        content: {
          "application/json": components["schemas"]["User"];
        };
      };
      /** What went wrong. */
      400: {
        headers: Record<string, never>;
        content: {
          "application/json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The user. */
      200: {
        headers: Record<string, never>;
        content: {
          "application/json": components["schemas"]["User"];
        };
      };
      /** There is none. */
      404: {
        headers: Record<string, never>;
        content: {
          "application/json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Gone. */
      204: {
        headers: Record<string, never>;
        content?: never;
      };
      /** What went wrong. */
      404: {
        headers: Record<string, never>;
        content: {
          "application/json": components["schemas"]["Problem"];
        };
      };
    };
  };
}

export interface components {
  requests: {
    NewUser: {
      name: string;
      email: string;
      age?: number;
    };
  };
  schemas: {
    NewUser: {
      name: string;
      email: string;
      age?: number;
    };
    Problem: {
      message: string;
    };
    User: {
      id: number;
      name: string;
      email: string;
      age?: number;
    };
  };
}

/** What lists hold, by the names that the state of a mock knows them by. */
export interface collections {
  users: components["schemas"]["User"];
}

/** For `mock<Api>(…)` in tests. */
export interface Api {
  operations: operations;
  components: components;
  collections: collections;
}
