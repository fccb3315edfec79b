/** The only source of the present. Injected, so that tests and the demo can move it. */
export interface Clock {
  now(): Date;
}
