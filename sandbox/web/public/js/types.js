/**
 * Shapes of the sandbox's control API, as the page reads them. Types only; nothing here runs.
 *
 * @typedef {{ type: string, offset: number, length: number, url?: string, language?: string }} MessageEntity
 *
 * @typedef {object} InlineButton
 * @property {string} text
 * @property {string} [callbackData]
 * @property {string} [url]
 * @property {string} [switchInlineQuery]
 * @property {string} [copyText]
 * @property {string} [webApp]
 *
 * @typedef {object} ChatMessage
 * @property {number} id
 * @property {number} date Unix time, seconds.
 * @property {number} [editDate] Unix time, seconds.
 * @property {'bot' | 'user'} from
 * @property {string} [text]
 * @property {MessageEntity[]} [entities]
 * @property {string} [caption]
 * @property {MessageEntity[]} [captionEntities]
 * @property {{ fileId: string, width: number, height: number }} [photo]
 * @property {{ fileId: string, fileName: string, mimeType: string, size: number }} [document]
 * @property {{ latitude: number, longitude: number }} [location]
 * @property {{ emoji?: string }} [sticker]
 * @property {{ duration: number }} [voice]
 * @property {{ phoneNumber?: string, firstName?: string }} [contact]
 * @property {string} [mediaGroupId]
 * @property {number | { id: number }} [replyTo]
 * @property {InlineButton[][]} [inlineKeyboard]
 *
 * @typedef {{ text: string, requestLocation?: boolean, requestContact?: boolean }} ReplyButton
 * @typedef {{ rows: ReplyButton[][], placeholder?: string, oneTime?: boolean }} ReplyKeyboard
 * @typedef {{ command: string, description: string }} BotCommand
 *
 * @typedef {object} ChatState
 * @property {ChatMessage[]} messages
 * @property {ReplyKeyboard | null} replyKeyboard
 * @property {BotCommand[]} commands
 * @property {boolean} blocked
 * @property {number} unread
 *
 * @typedef {{ userId: number, label: string, role: string, languageCode: string, hint?: string }} Persona
 * @typedef {{ username: string, firstName: string, description?: string, shortDescription?: string }} BotProfile
 * @typedef {{ now: string | number, personas: Persona[], bot: BotProfile, canMoveClock: boolean }} SandboxState
 *
 * @typedef {object} CallbackAnswer
 * @property {string} callbackId
 * @property {string} [text]
 * @property {boolean} [showAlert]
 * @property {string} [url]
 *
 * @typedef {(
 *   | { type: 'message' | 'edited', userId: number, message: ChatMessage }
 *   | { type: 'deleted', userId: number, messageId: number }
 *   | ({ type: 'callbackAnswer', userId: number } & CallbackAnswer)
 *   | { type: 'commands', userId: number }
 *   | { type: 'clock', now: string | number }
 *   | { type: 'typing', userId: number, action: string }
 *   | { type: 'personas' }
 * )} SandboxEvent
 */

export {};
