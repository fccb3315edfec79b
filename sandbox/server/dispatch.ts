import { ApiError, tooManyRequests } from './api-error.ts';
import { countsAsMessage, findMethod, type MethodName } from './facts/methods.ts';
import type { Failure } from './faults.ts';
import type { SendingLimit } from './limits.ts';
import { type Call, type Handler, isDescribed } from './methods/call.ts';
import { handlers } from './methods/registry.ts';
import { present } from './present.ts';
import { createBroadcast } from './state/events.ts';
import type { Bot, World } from './state/world.ts';
import type { Upload } from './telegram-types.ts';
import { type RawParameters, validate } from './validation.ts';
import { startWebhook } from './webhook.ts';

/** One call of the Bot API as it was made and answered. */
export interface ApiCall {
  id: number;
  at: Date;
  botId: number;
  method: string;
  params: RawParameters;
  ok: boolean;
  /** What was answered; updates are not kept here. */
  result?: unknown;
  errorCode?: number;
  description?: string;
  chatId?: number;
  /** What the real server would have ignored without a word; refused when the sandbox is strict. */
  flags?: string[];
  /** The answer did not reach the caller, though the work was done. */
  lost?: boolean;
}

export interface ApiRequest {
  token: string;
  method: string;
  parameters: RawParameters;
  uploads: ReadonlyMap<string, Upload>;
  signal: AbortSignal;
}

export interface ApiResponse {
  kind: 'answer';
  status: number;
  body: Record<string, unknown>;
}

/** The connection ends without an answer. */
export interface NoResponse {
  kind: 'reset';
}

export interface Dispatcher {
  handle(request: ApiRequest): Promise<ApiResponse | NoResponse>;
  calls: readonly ApiCall[];
  onCall(listener: (call: ApiCall) => void): () => void;
}

export interface DispatcherDependencies {
  world: World;
  limit: SendingLimit;
  post: (url: string, init: RequestInit) => Promise<Response>;
}

/** Finds the bot and the method, applies faults and limits, checks, runs, and keeps the log of calls. */
export function createDispatcher({ world, limit, post }: DispatcherDependencies): Dispatcher {
  const calls: ApiCall[] = [];
  const finished = createBroadcast<ApiCall>();
  let nextId = 1;

  async function handle(request: ApiRequest): Promise<ApiResponse | NoResponse> {
    const bot = world.bots.find((candidate) => candidate.token === request.token);
    if (bot === undefined) return refuse(new ApiError(401, 'Unauthorized'));
    const method = findMethod(request.method);
    const chatId = chatIdOf(request.parameters);
    const entry: ApiCall = present({
      id: nextId,
      at: world.now(),
      botId: bot.user.id,
      method: method ?? request.method,
      params: forLog(request),
      ok: false,
      chatId,
    });
    nextId += 1;
    const failure = method === undefined ? undefined : world.faults.take(method, chatId);
    const response = await answer(request, bot, method, failure, entry);
    calls.push(entry);
    finished.emit(entry);
    return failure === 'reset' || failure === 'lostAnswer' ? { kind: 'reset' } : response;
  }

  async function answer(
    request: ApiRequest,
    bot: Bot,
    method: MethodName | undefined,
    failure: Failure | undefined,
    entry: ApiCall,
  ): Promise<ApiResponse> {
    try {
      if (method === undefined) throw new ApiError(404, 'Not Found');
      if (failure === 'reset') throw new ApiError(0, 'connection reset');
      if (failure === 'lostAnswer') entry.lost = true;
      if (typeof failure === 'object') throw toError(failure);
      const { parameters, flags } = validate(method, request.parameters, {
        strict: world.strict,
        uploads: request.uploads,
      });
      if (flags.length > 0) entry.flags = flags;
      const chatId = chatIdOf(request.parameters);
      if (countsAsMessage(method) && chatId !== undefined) limit(chatId);
      const result = await (handlers[method] as Handler<MethodName>)(
        callOf(bot, request),
        parameters as never,
      );
      entry.ok = true;
      const body = isDescribed(result)
        ? { ok: true, result: result.describedResult, description: result.description }
        : { ok: true, result };
      if (method !== 'getUpdates') entry.result = body.result;
      return { kind: 'answer', status: 200, body };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      entry.errorCode = error.code;
      entry.description = error.message;
      return refuse(error);
    }
  }

  function callOf(bot: Bot, request: ApiRequest): Call {
    return {
      world,
      bot,
      uploads: request.uploads,
      signal: request.signal,
      setWebhook(settings) {
        bot.webhook?.stop();
        bot.webhook = settings === null ? null : startWebhook(settings, webhookDependencies(bot));
      },
    };
  }

  function webhookDependencies(bot: Bot) {
    return {
      updates: bot.updates,
      post,
      delay: world.delay,
      unixNow: () => Math.floor(world.now().getTime() / 1000),
      runAnswer: ({ method, ...parameters }: Record<string, unknown>) =>
        handle({
          token: bot.token,
          method: String(method),
          parameters,
          uploads: new Map(),
          signal: new AbortController().signal,
        }),
    };
  }

  return { handle, calls, onCall: (listener) => finished.subscribe(listener) };
}

/** The answer that carries a refusal. */
export function refuse(error: ApiError): ApiResponse {
  const parameters = error.parameters === undefined ? {} : { parameters: { ...error.parameters } };
  const body = { ok: false, error_code: error.code, description: error.message, ...parameters };
  return { kind: 'answer', status: error.code, body };
}

function toError(failure: Exclude<Failure, string>): ApiError {
  if (failure.code === 429) return tooManyRequests(failure.retryAfter);
  if ('description' in failure) return new ApiError(failure.code, failure.description);
  const texts = {
    500: 'Internal Server Error',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
    504: 'Gateway Timeout',
  };
  return new ApiError(failure.code, texts[failure.code]);
}

function chatIdOf({ chat_id }: RawParameters): number | undefined {
  const id = typeof chat_id === 'string' && /^-?\d+$/.test(chat_id) ? Number(chat_id) : chat_id;
  return typeof id === 'number' && Number.isFinite(id) ? id : undefined;
}

function forLog({ parameters, uploads }: ApiRequest): RawParameters {
  const files = [...uploads].map(([name, { fileName, bytes }]) => [name, { fileName, size: bytes.length }]);
  return { ...structuredClone(parameters), ...Object.fromEntries(files) };
}
