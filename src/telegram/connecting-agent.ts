import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** The code of the error that a request meets whose connection did not come about in time. */
export const notConnectedInTime = 'ENOTCONNECTED';

/** A connection that did not come about in time. No request was written: it was certainly not carried out. */
class NotConnected extends Error {
  readonly code = notConnectedInTime;
}

/**
 * Opens connections to a server, and gives one up that does not come about in time. Without it, a network that
 * swallows packets looks like answers that got lost, and a message is not repeated for ever after those.
 */
export function createConnectingAgent(root: string, milliseconds: number): http.Agent {
  const isSecure = root.startsWith('https:');
  const agent = isSecure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback) as Socket;
    const timer = setTimeout(() => socket.destroy(new NotConnected('not connected in time')), milliseconds);
    const clear = () => clearTimeout(timer);
    socket.once(isSecure ? 'secureConnect' : 'connect', clear);
    socket.once('close', clear);
    return socket;
  };
  return agent;
}
