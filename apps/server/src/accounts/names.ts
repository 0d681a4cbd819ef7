/** The header in which the server itself states where a request comes from; whatever a client sends in it is thrown away. */
export const CLIENT_ADDRESS = 'x-sonae-client';
export const EXPERT_TOKEN = 'sonae-expert-token';
export const ORGANISATION = 'sonae-organisation';
/** How often the end of a session in use is put off, in seconds. */
export const UPDATE_AGE_S = 3_600;
/** The one provider of single sign-on, where there is one: part of the address it sends people back to. */
export const SIGN_ON = 'oidc';
