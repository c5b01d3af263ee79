/** Shape of the host's error answers as axios hands them over; every part may be missing. */
interface FailedRequest {
  message?: string;
  response?: { status?: number; data?: { errors?: Array<{ message?: string; code?: string }> } };
}

/** The sentence that says what went wrong: the server's own where there is one. */
export function errorText(error: unknown): string {
  const { response, message } = (error ?? {}) as FailedRequest;
  const texts = (response?.data?.errors ?? []).map((entry) => entry.message).filter((text): text is string => !!text);
  return texts.length > 0 ? texts.join(' ') : (message ?? String(error));
}

/** HTTP status of a failed request; undefined when the server was not reached. */
export const errorStatus = (error: unknown): number | undefined => (error as FailedRequest | null)?.response?.status;

/** The server's own code for what went wrong, where it gives one. */
export const errorCode = (error: unknown): string | undefined =>
  (error as FailedRequest | null)?.response?.data?.errors?.find((entry) => entry.code)?.code;
