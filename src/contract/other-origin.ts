/** A page of somebody else, which no server has reason to trust. */
export const otherOrigin = 'https://other.example';
