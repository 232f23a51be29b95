/** Every key begins with it, so that people and scanners of secrets recognise one. */
export const API_KEY_START = "phk_";
/** So many characters are kept and shown. The rest has more than 200 random bits. */
export const API_KEY_PREFIX_CHARS = 10;
export const API_KEY_NAME_CHARS_MAX = 255;
/** Of one administrator, revoked ones left out. */
export const API_KEYS_MAX = 100;
