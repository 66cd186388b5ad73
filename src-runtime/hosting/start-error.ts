/** A host cannot start; the message is one sentence for people. */
export class StartError extends Error {}
