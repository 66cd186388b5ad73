import { expect, test } from 'vitest';
import { isOwnCaller } from './callers.ts';

const own = 'http://127.0.0.1:8787';

test.each([
  ['a page of ours', '127.0.0.1:8787', own, true],
  ['a page of ours by name', 'localhost:8787', 'http://localhost:8787', true],
  ['a page of ours over IPv6', '[::1]:8787', 'http://[::1]:8787', true],
  ['a page of ours on the usual port', 'localhost', 'http://localhost', true],
  ['no browser', '127.0.0.1:8787', undefined, true],
  ['a page elsewhere', '127.0.0.1:8787', 'https://evil.example', false],
  ['a page in a sandbox or a file', '127.0.0.1:8787', 'null', false],
  ['an empty origin', '127.0.0.1:8787', '', false],
  ['another server on this computer', '127.0.0.1:8787', 'http://127.0.0.1:3000', false],
  ['another name of this computer', '127.0.0.1:8787', 'http://localhost:8787', false],
  ['an origin that begins like ours', '127.0.0.1:8787', `${own}.evil.example`, false],
  ['ours over https', 'localhost:8787', 'https://localhost:8787', false],
  ['a name that points here', 'evil.example:8787', undefined, false],
  ['a name that points here, with its page', 'evil.example:8787', 'http://evil.example:8787', false],
  ['a name that begins like ours', '127.0.0.1.evil.example', undefined, false],
  ['a name that ends like ours', 'evil.example#localhost', undefined, false],
  ['ours with somebody in front', 'evil@localhost:8787', undefined, false],
  ['a subdomain of ours', 'evil.localhost:8787', undefined, false],
  ['a name with a line after it', 'localhost:8787\nevil', undefined, false],
  ['another address of this computer', '192.168.1.5:8787', undefined, false],
  ['any address', '0.0.0.0:8787', undefined, false],
  ['loopback written as a number', '2130706433:8787', undefined, false],
  ['a port that is none', 'localhost:abc', undefined, false],
  ['an empty host', '', undefined, false],
  ['no host', undefined, undefined, false],
])('%s', (_, host, origin, answered) => {
  const headers = { ...(host !== undefined && { host }), ...(origin !== undefined && { origin }) };
  expect(isOwnCaller(headers)).toBe(answered);
});
