import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { ApiError } from './api-error.ts';
import { type ApiResponse, type Dispatcher, refuse } from './dispatch.ts';
import { largestDownload } from './methods/files.ts';
import { readRequest } from './request-parameters.ts';
import type { World } from './state/world.ts';

/** Bots may send files up to this size. */
const largestUpload = 50 * 1024 * 1024;

/** Rejects a request that came without a socket, as `fetch` rejects when the connection is cut. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('fetch failed: connection reset');
  }
}

type BotApiContext = Context<{ Bindings: Partial<HttpBindings> }>;

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`, as the real server. */
export function createBotApi(
  world: World,
  dispatcher: Dispatcher,
): Hono<{ Bindings: Partial<HttpBindings> }> {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();

  app.on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', async (context) => {
    const request = context.req.raw;
    if (Number(request.headers.get('content-length') ?? 0) > largestUpload + 64 * 1024) {
      return answer(context, refuse(new ApiError(413, 'Request Entity Too Large')));
    }
    const response = await readAndHandle(
      request,
      context.req.param('bot').slice(3),
      context.req.param('method'),
    );
    return response.kind === 'reset' ? cutConnection(context) : answer(context, response);
  });

  app.get('/file/:bot{bot[^/]+}/:path{.+}', (context) => {
    const token = context.req.param('bot').slice(3);
    if (!world.bots.some((bot) => bot.token === token)) {
      return answer(context, refuse(new ApiError(401, 'Unauthorized')));
    }
    const file = world.files.findByPath(context.req.param('path'));
    if (file === undefined || file.bytes.length > largestDownload) {
      return answer(context, refuse(new ApiError(404, 'Not Found')));
    }
    return new Response(Buffer.from(file.bytes), { headers: { 'Content-Type': 'application/octet-stream' } });
  });

  async function readAndHandle(request: Request, token: string, method: string) {
    try {
      const { parameters, uploads } = await readRequest(request);
      if ([...uploads.values()].some(({ bytes }) => bytes.length > largestUpload)) {
        throw new ApiError(413, 'Request Entity Too Large');
      }
      return await dispatcher.handle({ token, method, parameters, uploads, signal: request.signal });
    } catch (error) {
      if (error instanceof ApiError) return refuse(error);
      throw error;
    }
  }

  return app;
}

function answer(context: BotApiContext, { status, body }: ApiResponse): Response {
  return context.body(JSON.stringify(body), status as 200, { 'Content-Type': 'application/json' });
}

/** Ends the connection without an answer; without a socket the request fails as an unreachable server would. */
function cutConnection(context: BotApiContext): Response {
  const { outgoing } = context.env ?? {};
  if (outgoing === undefined) throw new ConnectionCut();
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
